// Rule plain_password.

#include <doctest/doctest.h>

#include "schema_facts.hpp"

namespace conventions::core {

extern const Rule plain_password;

namespace {

using test::Judged;
using test::Schema;
using test::Table;

bool found(Text name, const Type& type = test::text_type) {
    Schema schema;
    Table& table = schema.table("accounts");
    table.column(name, type);
    return Judged(plain_password, schema.catalog(), table).count() == 1;
}

TEST_CASE("plain_password: names") {
    for (const Text name : {"password", "Password", "passwd", "pwd", "passphrase", "passcode", "user_password",
                            "userPassword", "new PASSWORD", "passwords", "password2", "password_1", "password_plain",
                            "passwordPlainText", "db_pwd", "Größe_password"}) {
        CAPTURE(name);
        CHECK(found(name));
    }
    for (const Text name :
         {"password_hash", "password_digest", "password_encrypted", "encrypted_password", "hashedPassword",
          "bcrypt_password", "md5_password", "password_reset_token", "password_hint", "passport", "pass", "word",
          "compass", "password_id", "plain", "text", "12", "hash_password_plain", "salted_passphrase"}) {
        CAPTURE(name);
        CHECK_FALSE(found(name));
    }
}

TEST_CASE("plain_password: texts, also by a domain or in an array, and nothing else") {
    CHECK_FALSE(found("password", test::bigint_type));
    CHECK_FALSE(found("password", test::timestamptz_type));
    Schema schema;
    const Type bytes = {.oid = 17, .schema = "pg_catalog", .name = "bytea", .shown = "bytea", .category = 'U'};
    Table& table = schema.table("accounts", RelationKind::foreign_table);
    table.column("password", bytes);
    table.column("pwd", schema.domain("secret", test::text_type)).scalar = &test::text_type;
    table.column("passwords", schema.array_of(test::text_type)).scalar = &test::text_type;
    table.column("passwd", test::text_type).inherited = true;
    CHECK(Judged(plain_password, schema.catalog(), table).said() ==
          "pwd: looks like a password that is kept as it was typed|passwords: looks like a password that is kept as it "
          "was typed");
    CHECK(plain_password.heuristic);
    CHECK_FALSE(plain_password.relation_kinds.has(RelationKind::view));
    CHECK_FALSE(plain_password.judges_partitions);
}

}  // namespace
}  // namespace conventions::core
