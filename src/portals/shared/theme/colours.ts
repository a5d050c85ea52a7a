export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const KEPT_AS = 'fabclean.colours';

export function keptTheme(): Theme {
  return themes.find((theme) => theme === localStorage.getItem(KEPT_AS)) ?? 'system';
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(KEPT_AS, theme);
  applyTheme();
}

/** Every colour knows both of its shades; the page only says which. */
export function applyTheme(): void {
  const theme = keptTheme();
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme;
}
