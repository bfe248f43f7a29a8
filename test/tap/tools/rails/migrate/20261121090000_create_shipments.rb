# As "rails generate model Shipment order:references carrier:string delivered_at:datetime" and
# "rails generate migration CreateJoinTableOrdersTags orders tags" write them, and a column more.

class CreateShipments < ActiveRecord::Migration[6.1]
  def change
    create_table :shipments do |t|
      t.references :order, null: false, foreign_key: true
      t.string :carrier
      t.datetime :delivered_at

      t.timestamps
    end

    create_table :tags do |t|
      t.string :name, null: false, index: { unique: true }

      t.timestamps
    end

    create_join_table :orders, :tags do |t|
      # t.index [:order_id, :tag_id]
      # t.index [:tag_id, :order_id]
    end

    add_reference :reviews, :customer, foreign_key: true, index: true
    add_column :orders, :note, :text
  end
end
