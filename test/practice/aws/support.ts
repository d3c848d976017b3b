import { afterAll, beforeAll } from '@jest/globals';
import { Aws } from '../../../aws/clients.ts';
import { type PlayedAws, REGION, startPlayedAws } from '../support/played-aws.ts';

/** An address on which the played AWS answers, and clients of it in the test's own process. */
export interface UsedAws {
  readonly url: string;
  readonly aws: Aws;
}

/** Starts the played AWS for a test file. */
export function usePlayedAws(): UsedAws {
  let played: PlayedAws | undefined;
  let aws: Aws | undefined;

  beforeAll(async () => {
    played = await startPlayedAws();
    aws = new Aws(REGION);
  });
  afterAll(async () => {
    await aws?.close();
    await played?.stop();
  });

  return {
    get url() {
      return played?.url ?? '';
    },
    get aws() {
      if (!aws) throw new Error('the played AWS is there once the tests run');
      return aws;
    },
  };
}
