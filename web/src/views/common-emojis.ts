/** What one press gives. */
export const HEART = '♥';
/** What most people reach for, besides a heart. */
export const OFTEN = ['👍', '😂', '🎉', '🔥', '😮', '😢'];
