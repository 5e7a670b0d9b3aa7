import { Monitor, Moon, Sun } from 'lucide-react';
import { useTheme } from '../../shell/theme.ts';
import { useMediaQuery } from '../../shell/use-media-query.ts';
import { Card } from '../../ui/card.tsx';
import { Segmented } from '../../ui/segmented.tsx';

/** Theme and motion. */
export function AppearanceSection() {
  const { theme, resolved, setTheme } = useTheme();
  const calm = useMediaQuery('(prefers-reduced-motion: reduce)');
  return (
    <>
      <Card title="Theme">
        <div className="grid gap-2">
          <Segmented
            label="Theme"
            value={theme}
            onChange={setTheme}
            options={[
              { value: 'system', label: 'As the system', icon: <Monitor aria-hidden /> },
              { value: 'light', label: 'Light', icon: <Sun aria-hidden /> },
              { value: 'dark', label: 'Dark', icon: <Moon aria-hidden /> },
            ]}
          />
          {theme === 'system' && (
            <p className="text-sm text-dim">The system asks for {resolved} at the moment.</p>
          )}
        </div>
      </Card>
      <Card title="Motion">
        <p className="max-w-measure text-sm">
          {calm
            ? 'This computer asks for reduced motion: nothing moves but the playhead and the levels.'
            : 'Short and sparing. To have none, ask your system for reduced motion: Duologue follows it.'}
        </p>
      </Card>
    </>
  );
}
