/** Replaces the package `uc.micro` in the bundles by the Unicode properties of the platform. */
export const P = /\p{P}/u;
export const S = /\p{S}/u;
