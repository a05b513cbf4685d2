/** Plain http on a local network is no secure context: tabs have no locks there, and each is on its own. */
export const locks = (navigator as { locks?: LockManager }).locks;
