import { useNavigate, useRouter } from '@tanstack/react-router';
import { useShortcut } from '../../shared/keys/use-shortcut.js';

/** The keys that lead from anywhere to the screens that are used all day. */
export function useNavigationKeys(): void {
  const navigate = useNavigate();
  const router = useRouter();
  useShortcut('F2', () => void navigate({ to: '/take-in' }));
  useShortcut('F3', () => void navigate({ to: '/search' }));
  useShortcut('/', () => void navigate({ to: '/search' }));
  useShortcut('F4', () => void navigate({ to: '/board' }));
  useShortcut('F6', () => void navigate({ to: '/factory' }));
  useShortcut('F7', () => void navigate({ to: '/hand-over' }));
  useShortcut('F8', () => void navigate({ to: '/customers' }));
  useShortcut('Escape', () => router.history.back());
}
