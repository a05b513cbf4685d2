/** What one press gives. */
export const HEART = '♥';
