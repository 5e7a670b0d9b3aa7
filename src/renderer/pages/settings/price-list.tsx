import { Pencil, X } from 'lucide-react';
import type { ModelPrice } from '../../../contract/usage.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/button.tsx';
import { priceWords, serverWords, type PriceRow } from './prices.ts';

interface PriceListProps {
  rows: readonly PriceRow[];
  onEdit: (price: ModelPrice) => void;
  onRemove: (price: ModelPrice) => void;
}

/** One line for each model; the user's own may be taken away again. */
export function PriceList({ rows, onEdit, onRemove }: PriceListProps) {
  if (rows.length === 0) {
    return <p className="py-4 text-center text-sm text-dim">There is no price of such a model.</p>;
  }
  return (
    <ul aria-label="Prices" className="divide-y divide-line border-t border-line">
      {rows.map(({ price, own }) => (
        <li key={`${price.server ?? ''} ${price.model}`} className="flex items-center gap-2 py-2">
          <div className="min-w-0 flex-1">
            <p className="flex flex-wrap items-baseline gap-x-2">
              <span className="font-[550] break-all">{price.model}</span>
              <span className="text-xs text-dim">{serverWords(price.server)}</span>
              {own && <Badge>yours</Badge>}
            </p>
            <p className="text-sm text-dim">{priceWords(price)}</p>
          </div>
          <IconButton label={`Edit the price of ${price.model}`} onClick={() => onEdit(price)}>
            <Pencil aria-hidden />
          </IconButton>
          {own && (
            <IconButton
              label={`Take your price of ${price.model} away`}
              onClick={() => onRemove(price)}
            >
              <X aria-hidden />
            </IconButton>
          )}
        </li>
      ))}
    </ul>
  );
}
