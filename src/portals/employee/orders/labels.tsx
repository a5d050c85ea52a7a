import type { Order } from '../../shared/api/records.js';
import { useAmounts } from '../../shared/ui/use-amounts.js';
import styles from './print.module.css';

/** Labels of 50 × 25 mm: one for the bag, or one for every piece with its number of how many. */
export function Labels({ order, of }: { order: Order; of: 'order' | 'pieces' }) {
  const { day } = useAmounts();
  const when = order.pickupDate ? day(order.pickupDate) : '';
  if (of === 'order') {
    return (
      <Label code={`/api/orders/${order.id}/barcode.svg`} left={order.customerName} right={when} below={order.id} />
    );
  }
  return order.barcodes?.items.map((piece) => (
    <Label
      key={piece.item_number}
      code={piece.barcode_url.replace(/\.png$/, '.svg')}
      left={piece.service_name}
      right={`${piece.item_number}/${piece.total_items}`}
      below={`${order.customerName} ${when}`}
    />
  ));
}

function Label({ code, left, right, below }: { code: string; left: string; right: string; below: string }) {
  return (
    <div className={styles['label']}>
      <p>
        <strong>{left}</strong> <span>{right}</span>
      </p>
      <img src={code} alt="" />
      <p>{below}</p>
    </div>
  );
}
