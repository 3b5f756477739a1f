import { lookup } from 'node:dns/promises';
import { request } from 'node:https';
import { isPublicAddress } from '../host/media/mediaAddress';
import { MediaLoader } from '../host/media/mediaLoader';

/** Loads media over the network of this computer. */
export const mediaLoader = new MediaLoader({
  request,
  lookupAll: (host) => lookup(host, { all: true }),
  isPublicAddress,
});
