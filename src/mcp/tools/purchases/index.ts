import { createPurchaseOrder } from './create-purchase-order.tool.js';
import { deletePurchaseOrder } from './delete-purchase-order.tool.js';
import { getPurchaseOrder } from './get-purchase-order.tool.js';
import { listPurchaseOrders } from './list-purchase-orders.tool.js';
import { updatePurchaseOrder } from './update-purchase-order.tool.js';
import type { Tool } from '../define-tool.js';

/** In the order in which clients see them. */
export const purchaseTools: readonly Tool[] = [
  listPurchaseOrders,
  getPurchaseOrder,
  createPurchaseOrder,
  updatePurchaseOrder,
  deletePurchaseOrder,
];
