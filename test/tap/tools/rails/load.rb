# Loads schema.rb, or the migrations of a directory, as bin/rails db:schema:load and db:migrate do.

require "active_record"

ActiveRecord::Base.establish_connection(
  adapter: "postgresql", host: ENV["PGHOST"], port: ENV["PGPORT"], database: ENV["PGDATABASE"], username: ENV["PGUSER"],
  min_messages: ENV.fetch("MIN_MESSAGES", "warning")
)
ActiveRecord::Migration.verbose = false
ActiveRecord::Base.default_timezone = :utc

what = ARGV.fetch(0)
if File.directory?(what)
  ActiveRecord::MigrationContext.new(what, ActiveRecord::SchemaMigration).migrate
else
  load what
  ActiveRecord::InternalMetadata.create_table
end
