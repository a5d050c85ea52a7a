type DemoService = { id: string; name: string; price: number; duration: string; category: string };

const TURNAROUND: Record<string, string> = {
  'Wash and Fold': '24h',
  'Wash and Iron': '24h',
  'Steam Ironing': '12h',
  'Dry Cleaning': '48h',
  Household: '72h',
  'Shoes and Bags': '96h',
  Alterations: '72h',
};

const PRICES: Record<string, [name: string, rupees: number][]> = {
  'Wash and Fold': [
    ['Mixed laundry, per kilo', 90],
    ['Whites, per kilo', 110],
    ['Baby clothes, per kilo', 130],
  ],
  'Wash and Iron': [
    ['Shirt', 60],
    ['T-shirt', 50],
    ['Trousers', 70],
    ['Kurta', 75],
    ['School uniform, two pieces', 110],
    ['Salwar suit', 140],
    ['Cotton saree', 150],
  ],
  'Steam Ironing': [
    ['Shirt, ironing', 25],
    ['Trousers, ironing', 25],
    ['Saree, ironing', 80],
    ['Dress, ironing', 60],
    ['Dhoti, ironing', 40],
  ],
  'Dry Cleaning': [
    ['Suit, two pieces', 450],
    ['Suit, three pieces', 600],
    ['Blazer', 300],
    ['Silk saree', 350],
    ['Saree with heavy work', 550],
    ['Lehenga', 900],
    ['Sherwani', 750],
    ['Evening gown', 650],
    ['Woollen sweater', 180],
    ['Overcoat', 450],
    ['Leather jacket', 800],
    ['Shawl', 200],
    ['Tie', 80],
  ],
  Household: [
    ['Bed sheet, single', 90],
    ['Bed sheet, double', 130],
    ['Blanket, single', 250],
    ['Blanket, double', 350],
    ['Quilt', 400],
    ['Curtain, per panel', 180],
    ['Sofa cover, per seat', 160],
    ['Carpet, per square metre', 220.5],
  ],
  'Shoes and Bags': [
    ['Sports shoes', 350],
    ['Leather shoes', 400],
    ['Handbag', 550],
  ],
  Alterations: [
    ['Hem', 120],
    ['Zip replaced', 180],
  ],
};

/** The price list of the demo shop: some forty services in seven categories. */
export const demoServices: readonly DemoService[] = Object.entries(PRICES).flatMap(([category, prices], c) =>
  prices.map(([name, price], n) => ({
    id: `d${c + 1}${n + 1}`,
    name,
    price,
    duration: TURNAROUND[category] ?? '48h',
    category,
  })),
);
