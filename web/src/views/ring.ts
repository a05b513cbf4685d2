import { AtMost } from '../state/at-most.js';

const EVERY_MS = 3_000;
/** Two tones, a fourth apart, as of a small bell: from when to when in seconds, and how high. */
const TONES = [
  { from: 0, to: 0.35, hertz: 880 },
  { from: 0.12, to: 0.6, hertz: 1_174.66 },
];
const LOUDNESS = 0.12;

const atMost = new AtMost(EVERY_MS);
let audio: AudioContext | null = null;

/** A short sound, not more often than is bearable. Browsers keep quiet until somebody has touched the page. */
export function ring(): void {
  if (!navigator.userActivation.hasBeenActive || !atMost.take(performance.now())) return;
  audio ??= new AudioContext();
  for (const { from, to, hertz } of TONES) play(audio, audio.currentTime + from, audio.currentTime + to, hertz);
}

function play(context: AudioContext, from: number, to: number, hertz: number): void {
  const tone = new OscillatorNode(context, { type: 'sine', frequency: hertz });
  const loudness = new GainNode(context, { gain: 0 });
  loudness.gain.setValueAtTime(0.0001, from);
  loudness.gain.exponentialRampToValueAtTime(LOUDNESS, from + 0.01);
  loudness.gain.exponentialRampToValueAtTime(0.0001, to);
  tone.connect(loudness).connect(context.destination);
  tone.start(from);
  tone.stop(to);
}
