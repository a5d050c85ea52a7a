/**
 * Dots below letters of Hindi, Punjabi, Gujarati and Kannada, for sounds of other languages: typed or not. In Bengali and Odia
 * they make letters of the alphabet, and stay.
 */
const OPTIONAL_NUKTAS = /[\u093C\u0A3C\u0ABC\u0CBC]/gu;

/** A nasal before a letter of its own row is written as a letter or as a dot above: हिन्दी, हिंदी. */
const DEVANAGARI_NASALS = /ङ्(?=[कखगघ])|ञ्(?=[चछजझ])|ण्(?=[टठडढ])|न्(?=[तथदध])|म्(?=[पफबभ])/gu;

/** One sign for another of the same word: half letters as older fonts made them, with a joiner, and look-alikes. */
const SIGNS: Record<string, string> = {
  // Devanagari: the moon's dot and the dot
  '\u0901': '\u0902',
  // Bengali: ৎ
  '\u09CE': '\u09A4\u09CD',
  // Tamil: the two letters of ஸ்ரீ
  '\u0BB6': '\u0BB8',
  // Malayalam: chillus, and the two signs of au
  '\u0D7A': '\u0D23\u0D4D',
  '\u0D7B': '\u0D28\u0D4D',
  '\u0D7C': '\u0D30\u0D4D',
  '\u0D7D': '\u0D32\u0D4D',
  '\u0D7E': '\u0D33\u0D4D',
  '\u0D7F': '\u0D15\u0D4D',
  '\u0D57': '\u0D4C',
};
const SIGN = new RegExp(`[${Object.keys(SIGNS).join('')}]`, 'gu');

/** A tone typed behind the ring of Thai ำ. */
const THAI_TONE_BEHIND = /\u0E4D([\u0E48-\u0E4B])/gu;

/** Spellings of one word in the scripts of India, and of Thai, folded. Takes text that is decomposed and without joiners. */
export function foldIndic(text: string): string {
  return text
    .replace(OPTIONAL_NUKTAS, '')
    .replace(DEVANAGARI_NASALS, '\u0902')
    .replace(SIGN, (sign) => SIGNS[sign] ?? sign)
    .replace(THAI_TONE_BEHIND, '$1\u0E4D');
}
