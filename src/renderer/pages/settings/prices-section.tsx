import { Plus } from 'lucide-react';
import { useState } from 'react';
import type { SettingsView } from '../../../contract/settings.ts';
import type { ModelPrice } from '../../../contract/usage.ts';
import { formatDay } from '../../format/dates.ts';
import { formatCountOf } from '../../format/numbers.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';
import { SearchInput } from '../../ui/input.tsx';
import { toast } from '../../ui/toast.ts';
import { BudgetCard } from './budget-card.tsx';
import { PriceDialog } from './price-dialog.tsx';
import { PriceList } from './price-list.tsx';
import { foundRows, priceRows, withoutPrice, withPrice } from './prices.ts';
import { useSave } from './use-save.ts';

/** What is being edited: a price, or a new one. */
type Edited = { price: ModelPrice | undefined };

/** What models cost, and what a conversation may. */
export function PricesSection({ view }: { view: SettingsView }) {
  const [text, setText] = useState('');
  const [edited, setEdited] = useState<Edited>();
  const { save, error } = useSave(view);
  const own = view.settings.prices;
  const remove = (price: ModelPrice) => {
    const putBack = () => save(({ prices }) => ({ prices: withPrice(prices, price, undefined) }));
    const onSuccess = () => toast.undo(`Your price of ${price.model} is taken away.`, putBack);
    save(({ prices }) => ({ prices: withoutPrice(prices, price) }), { onSuccess });
  };
  const removeAll = () => {
    const onSuccess = () => toast.undo('Your prices are taken away.', () => save({ prices: own }));
    save({ prices: null }, { onSuccess });
  };
  return (
    <>
      <BudgetCard view={view} />
      <Card title="Prices of models">
        <div className="grid gap-3">
          <p className="max-w-measure text-sm text-dim">{about(view)}</p>
          <div className="flex flex-wrap items-center gap-2">
            <SearchInput
              value={text}
              onChange={setText}
              placeholder="Search models"
              className="min-w-48 flex-1"
            />
            <Button icon={<Plus aria-hidden />} onClick={() => setEdited({ price: undefined })}>
              Add a price
            </Button>
            <Button variant="quiet" disabled={own === null} onClick={removeAll}>
              Back to the built-in ones
            </Button>
          </div>
          {error && <ErrorNote error={error} />}
          <PriceList
            rows={foundRows(priceRows(view), text)}
            onEdit={(price) => setEdited({ price })}
            onRemove={remove}
          />
        </div>
      </Card>
      {edited && (
        <PriceDialog view={view} price={edited.price} onClose={() => setEdited(undefined)} />
      )}
    </>
  );
}

function about({ settings, effective }: SettingsView): string {
  const own = settings.prices;
  const day = formatDay(effective.prices.asOf);
  const built = `Prices of ${day}, in US dollars. Providers change them: what counts is their bill.`;
  if (!own) return built;
  const yours = formatCountOf(own.prices.length, 'of them is yours', 'of them are yours');
  return `${built} ${yours}, last changed on ${formatDay(own.asOf)}.`;
}
