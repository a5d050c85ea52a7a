const { currency = 'INR', timeZone = 'Asia/Kolkata' } = document.documentElement.dataset;

/** What the server wrote into the page about the shop. */
export const shop = { currency, timeZone };
