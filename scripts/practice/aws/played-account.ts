/** The account that practice plays, and the one user in it: its key works nowhere else. */
export const playedAccount = {
  account: '000000000000',
  userName: 'practice',
  accessKey: 'AKIAPRACTICE00000000',
  secretKey: 'practice',
} as const;

/** What the host of the clusters calls itself where it asks the played AWS: so its questions are known from a person's. */
export const HOST_PROGRAM = 'practice-host';
