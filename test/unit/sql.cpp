// Statements of a fix: joined, marked, and told from templates.

#include "core/output/sql.hpp"

#include <doctest/doctest.h>

#include "table_facts.hpp"

namespace conventions::core {
namespace {

bool is_template(Text statement) {
    Sql sql(test::server);
    sql.statement(statement);
    return sql.statements()[0].is_template;
}

TEST_CASE("statements keep their order and their marks") {
    Sql sql(test::server);
    sql.statement("ALTER TABLE ", std::string("public.t"), " ADD PRIMARY KEY (", Text("id"), ")");
    sql.outside_transaction("DROP INDEX CONCURRENTLY public.i");
    sql.undo("CREATE INDEX i ON ", "public.t", " (a)");
    REQUIRE(sql.statements().size() == 2);
    CHECK(sql.statements()[0].text == "ALTER TABLE public.t ADD PRIMARY KEY (id)");
    CHECK_FALSE(sql.statements()[0].outside_transaction);
    CHECK_FALSE(sql.statements()[0].is_template);
    CHECK(sql.statements()[1].outside_transaction);
    CHECK(sql.undo_text() == "CREATE INDEX i ON public.t (a)");
    CHECK(&sql.server() == &test::server);
}

TEST_CASE("a placeholder makes a template") {
    CHECK(is_template("ALTER TABLE t ADD COLUMN id <type>"));
    CHECK(is_template("ALTER TABLE t ADD PRIMARY KEY (<columns>)"));
    CHECK(is_template("COMMENT ON TABLE t IS <what it holds>"));
    CHECK(is_template("ALTER TABLE t RENAME TO <_Orders>"));
    CHECK(is_template("ALTER TABLE t RENAME TO <Änderungen>"));
    CHECK(is_template("ALTER TABLE t RENAME TO <änderungen>"));
    CHECK(is_template("ALTER TABLE t ALTER c TYPE timestamptz USING c AT TIME ZONE '<zone>'"));
    CHECK(is_template("SELECT 'a', <b>"));
    CHECK(is_template("SELECT '<a' || <b>"));
}

TEST_CASE("operators and quoted text make no template") {
    CHECK_FALSE(is_template("CREATE INDEX i ON t (a) WHERE a < 1 AND b > 2"));
    CHECK_FALSE(is_template("SELECT a<b AND c>d"));
    CHECK_FALSE(is_template("SELECT a <b, c> d"));
    CHECK_FALSE(is_template("SELECT a <> b, a <@ b, a <-> b"));
    CHECK_FALSE(is_template("ALTER TABLE \"<t>\" ADD PRIMARY KEY (\"<a> \"\"<b>\")"));
    CHECK_FALSE(is_template("ALTER TABLE t ALTER c SET DEFAULT 'see <a href=x>'"));
    CHECK_FALSE(is_template("ALTER TABLE t ALTER c SET DEFAULT 'it''s <zone>'"));
    CHECK_FALSE(is_template("ALTER TABLE t ALTER c SET DEFAULT E'\\' <zone>'"));
    CHECK_FALSE(is_template("SELECT 'open <b>"));
    CHECK_FALSE(is_template("SELECT a <b"));
    CHECK_FALSE(is_template(""));
}

}  // namespace
}  // namespace conventions::core
