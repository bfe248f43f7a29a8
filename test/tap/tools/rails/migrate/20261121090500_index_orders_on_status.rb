class IndexOrdersOnStatus < ActiveRecord::Migration[6.1]
  disable_ddl_transaction!

  def change
    add_index :orders, :status, algorithm: :concurrently
    add_index :reviews, :order_id, algorithm: :concurrently
  end
end
