/**
 * Whether eksctl or kubectl says in this line that a cluster's API did not answer, as it does not answer addresses
 * that it lets nobody in from. AWS's own services answer everybody, and a condition that was waited for is not an address.
 */
export function isTimeOut(line: string): boolean {
  return noAnswer.test(line) && !serviceOfAws.test(line);
}

const noAnswer =
  /i\/o timeout|connection timed out|TLS handshake timeout|Client\.Timeout exceeded|\.eks\.amazonaws\.com\S*: context deadline exceeded/i;
const serviceOfAws = /\/\/[a-z0-9-]+\.(([a-z]+-)+\d\.)?(api\.aws|amazonaws\.com)|lookup /;
