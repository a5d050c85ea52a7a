let audio: AudioContext | null = null;

/** High and short: taken. Low and long: not taken. Nobody looks at the screen while scanning. */
export function soundOf(result: 'good' | 'bad'): void {
  document.body.dataset['scan'] = result;
  setTimeout(() => delete document.body.dataset['scan'], result === 'good' ? 250 : 800);
  try {
    audio ??= new AudioContext();
    const [tone, volume] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.value = result === 'good' ? 1_320 : 196;
    tone.type = result === 'good' ? 'sine' : 'square';
    volume.gain.value = 0.15;
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + (result === 'good' ? 0.09 : 0.35));
  } catch {
    // Without a loudspeaker the colour says it.
  }
}
