import type { Spellings } from './spellings.js';

/** Spellings of names, by script. */
export const names: Record<string, Spellings> = {
  // UnicodeData.txt 15.0, canonical decompositions; CaseFolding.txt 15.0, full foldings; CLDR, Latin-ASCII.
  Latin: {
    same: [
      ['José Álvarez', 'Jose Alvarez', 'JOSÉ ÁLVAREZ', 'Jose\u0301 A\u0301lvarez'],
      [
        'Shaun O’Brien',
        "Shaun O'Brien",
        'Shaun OBrien',
        'Shaun O Brien',
        'SHAUN O`BRIEN',
        'Shaun O´Brien',
        'Shaun Oʼbrien',
      ],
      ['K. R. Nair', 'KR Nair', 'K.R. Nair', 'k r nair', 'K R. Nair'],
      ['M.S. Dhoni', 'MS Dhoni', 'M. S. Dhoni', 'm s dhoni'],
      ['Jean-Luc Godard', 'Jean Luc Godard', 'Jeanluc Godard', 'Jean‐Luc Godard', 'JEAN–LUC GODARD'],
      ['Jürgen Müller', 'Juergen Mueller', 'JÜRGEN MÜLLER', 'Ju\u0308rgen Mu\u0308ller'],
      ['Søren Kjær', 'Soeren Kjaer', 'SØREN KJÆR'],
      ['Łukasz Żółć', 'Lukasz Zolc'],
      ['Đặng Thị Hương', 'Dang Thi Huong'],
      ['Þóra Briemsdóttir', 'Thora Briemsdottir', 'ÞÓRA BRIEMSDÓTTIR'],
      ['Groß Weiß', 'GROSS WEISS', 'Groẞ Weiẞ', 'gross weiss'],
      ['İrem Işık', 'Irem Isik', 'irem ışık', 'İREM IŞIK'],
      ['Lætitia Œuvrard', 'Laetitia Oeuvrard'],
      ['Ａｓｈａ Ｒａｏ', 'Asha Rao', 'asha rao'],
      ['Clara D’Souza', 'Clara Dsouza', 'Clara D Souza', "clara d'souza"],
      ['Abdul Rahman Qureshi', 'Abdulrahman Qureshi', 'Abdul-Rahman Qureshi'],
      ['ﬁona ﬂood', 'Fiona Flood'],
    ],
    found: [
      ['Jürgen Müller', 'muller'],
      ['Søren Kjær', 'soren'],
      ['Clara D’Souza', 'souza'],
      ['K. R. Nair', 'nair kr'],
      ['Mahendra Singh Rathore', 'm.s. rathore'],
      ['Vijay Kumar', 'kum vi'],
      ['Lakshmi Narayan Iyer', 'lakshminarayan'],
      ['Lakshminarayan Iyengar', 'lakshmi narayan'],
      ['Åsa Wikström', 'aasa wikstroem'],
      ['Åsa Wikström', 'asa wikstrom'],
    ],
    missed: [
      ['Ram Anand', 'raman'],
      ['A. Nilesh', 'anil'],
      ['Vijay Kumar', 'umar'],
      ['Vijay Kumar', 'kumari'],
      ['Shaun O’Brien', 'obrian'],
      ['K. R. Nair', 'rk nair'],
      ['Jürgen Müller', 'moller'],
      ['Samuel Joel', 'saml'],
    ],
  },
  // CaseFolding.txt 15.0, final sigma; UnicodeData.txt, tonos, dialytika and polytonic marks.
  Greek: {
    same: [
      ['Γιώργος Παπαδόπουλος', 'ΓΙΩΡΓΟΣ ΠΑΠΑΔΟΠΟΥΛΟΣ', 'γιωργος παπαδοπουλος', 'γιωργοσ παπαδοπουλοσ'],
      ['Ἀλέξανδρος Μαΐου', 'Αλεξανδρος Μαιου', 'ΑΛΕΞΑΝΔΡΟΣ ΜΑΪΟΥ'],
    ],
    found: [['Γιώργος Παπαδόπουλος', 'παπαδ']],
    missed: [['Γιώργος Παπαδόπουλος', 'παπαδα']],
  },
  // UnicodeData.txt 15.0: й, ё, ї and ў have decompositions; ґ has none.
  Cyrillic: {
    same: [
      ['Семён Ёлкин', 'Семен Елкин', 'СЕМЁН ЁЛКИН'],
      ['Андрей Белый', 'Андреи\u0306 Белыи\u0306', 'АНДРЕЙ БЕЛЫЙ'],
      ['Наталія Ґалаґан', 'Наталія Галаган'],
    ],
    found: [['Семён Ёлкин', 'елк']],
    missed: [['Семён Ёлкин', 'елкан']],
  },
  // The Unicode Standard 15.0, chapter 12: composition exclusions, nukta, candrabindu and anusvara, joiners; digits.
  Devanagari: {
    same: [
      ['आनन्द हिन्दुजा', 'आनंद हिंदुजा'],
      ['फ़िरोज़ ज़ैदी', 'फिरोज जैदी', '\u095Eिरो\u095B \u095Bैदी'],
      ['चाँद सक्सेना', 'चांद सक्सेना'],
      ['शक्ति वर्मा', 'शक्\u200Dति वर्मा', 'शक्\u200Cति वर्मा'],
    ],
    found: [
      ['कमला देवी', 'कमला'],
      ['मीनाक्षी ३', '3 मीना'],
    ],
    missed: [
      ['कमल नाथ', 'कमला'],
      ['मनीषा रानी', 'मनषा'],
    ],
  },
  // The same, 12.6: two-part vowels; the two spellings of Shri.
  Tamil: {
    same: [
      ['மோகன் ராஜ்', 'மே\u0BBEகன் ராஜ்'],
      ['ஸ்ரீனிவாசன்', 'ஶ்ரீனிவாசன்'],
    ],
    found: [['மோகன் ராஜ்', 'மோக']],
    missed: [['பாலா', 'பலா']],
  },
  // The same, 12.9: chillu letters and the sequences before Unicode 5.1.
  Malayalam: {
    same: [['അനിൽ കുമാർ', 'അനില്\u200D കുമാര്\u200D']],
    found: [['അനിൽ കുമാർ', 'കുമാ']],
    missed: [['അനിൽ കുമാർ', 'അനുൽ']],
  },
  // The same, 12.2: two-part vowels, khanda ta; the dots of ড় and ঢ় make letters of their own.
  Bengali: {
    same: [
      ['সৌরভ সেন', 'সে\u09D7রভ সেন'],
      ['উৎপল দত্ত', 'উত্\u200Dপল দত্ত'],
      ['ব\u09DC\u09C1\u09DF\u09BE', 'ব\u09A1\u09BC\u09C1\u09AF\u09BC\u09BE'],
    ],
    found: [],
    missed: [['বড়ুয়া', 'বডুয়া']],
  },
  // The same, 12.7: joiners.
  Telugu: {
    same: [['రామ్\u200Cకుమార్', 'రామ్కుమార్']],
    found: [['శ్రీదేవి', 'శ్రీ']],
    missed: [['రాము', 'రామ్య']],
  },
  // The same, chapter 9.2: harakat, tatweel, hamza on its seats, presentation forms; Persian and Urdu letters.
  Arabic: {
    same: [
      ['أحمد الأمين', 'احمد الامين', 'أَحْمَد الأَمِين', 'احـــمد الامين', 'إحمد الآمين'],
      ['فاطمة زهراء', 'فاطمه زهراء'],
      ['مصطفى كريم', 'مصطفي كريم', 'مصطفی کریم'],
      ['عبد الرحمن', 'عبدالرحمن', 'عَبْدُ الرَّحْمٰن'],
      ['ﻣﺤﻤﺪ ﺭﺿﺎ', 'محمد رضا'],
    ],
    found: [['محمد رضا', 'رض']],
    missed: [['سليم', 'سلمى']],
  },
  // The same, chapter 9.1: points and accents, final letters, geresh.
  Hebrew: {
    same: [
      ['שָׁלוֹם כֹּהֵן', 'שלום כהן'],
      ['ג׳ורג׳ לוי', "ג'ורג' לוי", 'גורג לוי'],
      ['בן־דוד', 'בן דוד', 'בן-דוד'],
    ],
    found: [['שלום כהן', 'שלו']],
    missed: [['שלום כהן', 'שלב']],
  },
  // The same, chapter 16.1: sara am with a tone, two keys for sara ae; tones are letters' own.
  Thai: {
    same: [
      ['น้ำทิพย์', 'นํ้าทิพย์', 'น้ําทิพย์'],
      ['แก้วใจ', 'เเก้วใจ'],
    ],
    found: [
      ['สมชายรักไทย', 'รักไทย'],
      ['สมชายรักไทย', 'ไทย'],
    ],
    missed: [
      ['ไม้เอก', 'ไม่เอก'],
      ['สมชายรักไทย', 'ชายไทย'],
    ],
  },
  // The same, chapter 18: halfwidth forms, voiced marks, small letters; variation selectors of ideographs.
  Japanese: {
    same: [
      ['ヤマダ ハナコ', 'ﾔﾏﾀﾞ ﾊﾅｺ', 'やまだ はなこ', 'ヤマダハナコ'],
      ['キョウコ', 'キヨウコ', 'きょうこ', 'ｷｮｳｺ'],
      ['葛\u{E0100}城', '葛城'],
    ],
    found: [
      ['山田太郎', '太郎'],
      ['山田太郎', '山田 太郎'],
      ['佐藤 次郎', '佐藤次郎'],
    ],
    missed: [
      ['カキタ', 'ガキタ'],
      ['山田太郎', '田郎'],
    ],
  },
  // The same, chapter 18.6: syllables and their jamo.
  Hangul: {
    same: [['김민수', '김민수'.normalize('NFD'), '김 민수']],
    found: [['이서연', '서연']],
    missed: [['이서연', '서영']],
  },
  // CaseFolding.txt 15.0: capitals of Unicode 11; the ligature of Armenian.
  GeorgianAndArmenian: {
    same: [
      ['ნინო ბერიძე', 'ᲜᲘᲜᲝ ᲑᲔᲠᲘᲫᲔ'],
      ['Պարույր Սևակ', 'Պարույր Սեւակ', 'ՊԱՐՈՒՅՐ ՍԵՒԱԿ'],
    ],
    found: [],
    missed: [],
  },
};
