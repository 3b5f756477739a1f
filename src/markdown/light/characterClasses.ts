/** Takes the place of the package `uc.micro` in what is built: the platform knows punctuation and symbols itself. */
export const P = /\p{P}/u;
export const S = /\p{S}/u;
