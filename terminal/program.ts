/** What the project is called as a package and as a program. */
export const PROGRAM = 'eks-sock-shop';
