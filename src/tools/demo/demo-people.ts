import type { SeededRandom } from './seeded-random.js';

const GIVEN = [
  'Aarav',
  'Aditi',
  'Ananya',
  'Arjun',
  'Bhavna',
  'Chetan',
  'Deepa',
  'Dev',
  'Farah',
  'Gaurav',
  'Harini',
  'Imran',
  'Ishaan',
  'Jaya',
  'Kabir',
  'Kavya',
  'Lakshmi',
  'Manoj',
  'Meena',
  'Nikhil',
  'Nisha',
  'Omkar',
  'Pooja',
  'Pranav',
  'Radha',
  'Rahul',
  'Riya',
  'Rohan',
  'Sana',
  'Sanjay',
  'Shreya',
  'Siddharth',
  'Tara',
  'Uma',
  'Varun',
  'Vidya',
  'Vikram',
  'Yash',
  'Zara',
  'Zubin',
] as const;
const FAMILY = [
  'Agarwal',
  'Bose',
  'Chopra',
  'Das',
  'Fernandes',
  'Ghosh',
  'Gupta',
  'Iyer',
  'Joshi',
  'Kapoor',
  'Khan',
  'Kulkarni',
  'Mehta',
  'Menon',
  'Mishra',
  'Nair',
  'Patel',
  'Pillai',
  'Rao',
  'Reddy',
  'Sen',
  'Shah',
  'Sharma',
  'Singh',
  'Thomas',
  'Varma',
] as const;
const STREETS = [
  'Lake View Road',
  'Temple Street',
  'Station Road',
  'Garden Lane',
  'Hill Road',
  'Market Street',
  'Park Avenue',
] as const;

export type DemoPerson = { name: string; email: string; phone: string; address: string };

/** Invented people; their addresses are at example.com, which no mail ever reaches (RFC 2606). */
export function demoPeople(random: SeededRandom, count: number): DemoPerson[] {
  return Array.from({ length: count }, (_, index) => {
    const [given, family] = [random.pick(GIVEN), random.pick(FAMILY)];
    return {
      name: `${given} ${family}`,
      // Some have none, as at every counter.
      email: index % 12 === 11 ? '' : `${given}.${family}.${index + 1}@example.com`.toLowerCase(),
      // 00000 begins no number that is ever given out.
      phone: `+9100000${String(10_000 + index * 37).padStart(5, '0')}`,
      address: `${random.whole(1, 240)} ${random.pick(STREETS)}`,
    };
  });
}
