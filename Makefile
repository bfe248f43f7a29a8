# Nothing here profits from JIT inlining, and the bitcode step ignores PG_CXXFLAGS.
override with_llvm = no

EXTENSION = pg_conventions
MODULE_big = pg_conventions

# ---- versions -----------------------------------------------------------------------------------------------------
# The SQL version stands in the control file, the release that carries it in META.json.
sql_version := $(shell sed -n "s/^default_version *= *'\(.*\)'.*/\1/p" pg_conventions.control)
release := $(shell sed -n 's/^ *"version": *"\(.*\)",$$/\1/p' META.json | head -n 1)
ifneq ($(patsubst $(sql_version).%,ok,$(release)),ok)
$(error META.json says release "$(release)", pg_conventions.control says version "$(sql_version)": the release must be $(sql_version).N)
endif

PG_CONFIG ?= pg_config
server_version := $(shell $(PG_CONFIG) --version 2>/dev/null)
ifeq ($(server_version),)
$(error $(PG_CONFIG) does not run. Install postgresql-server-dev-15, or say which one: make PG_CONFIG=/path/to/pg_config)
endif
server_major := $(shell echo '$(server_version)' | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
ifeq ($(shell test '$(server_major)' -ge 15 && echo new),)
$(error pg_conventions needs PostgreSQL 15 or later; $(PG_CONFIG) belongs to $(server_version))
endif

# ---- what is built ------------------------------------------------------------------------------------------------
core_sources := $(shell find src/core -name '*.cpp' 2>/dev/null | LC_ALL=C sort)
pg_sources := $(shell find src/pg -name '*.cpp' 2>/dev/null | LC_ALL=C sort)
unit_sources := $(sort $(wildcard test/unit/*.cpp))

# Objects of src/core know no server, so every server release and the unit tests share them.
core_objects := $(core_sources:%.cpp=build/%.o)
pg_objects := $(pg_sources:%.cpp=build/pg$(server_major)/%.o)
OBJS = $(core_objects) $(pg_objects)

# Install scripts of earlier versions are shipped as they were; ALTER EXTENSION UPDATE leads from them to this one. The
# step to an unreleased version is made from the pieces; `make freeze` puts it into sql/ at the release.
base_script := build/sql/pg_conventions--$(sql_version).sql
frozen_scripts := $(wildcard sql/pg_conventions--*.sql)
upgrade_step := $(patsubst sql/upgrade/%.sql,%,$(wildcard sql/upgrade/*--$(sql_version).sql))
upgrade_script := $(filter-out $(frozen_scripts:sql/%=build/sql/%),$(upgrade_step:%=build/sql/pg_conventions--%.sql))
DATA = $(frozen_scripts)
DATA_built = $(filter-out $(frozen_scripts:sql/%=build/sql/%),$(base_script)) $(upgrade_script)
EXTRA_CLEAN = build

# ---- flags --------------------------------------------------------------------------------------------------------
# Designated initializers leave members to their defaults on purpose; g++ 12 warns of it, clang does not.
warnings := -Wall -Wextra -Werror -Wno-missing-field-initializers
standard := -std=c++20
PG_CPPFLAGS = -Isrc -DCONVENTIONS_VERSION='"$(release)"'
# -fno-threadsafe-statics: an ERROR in the initialiser of a guarded static aborts the whole cluster the next time.
PG_CXXFLAGS = $(standard) -O2 $(warnings) -Wno-register -fno-threadsafe-statics

# Boost.Regex is a header-only library from 1.76 on.
boost_version := $(shell printf '\043include <boost/version.hpp>\nBOOST_VERSION\n' | $(CXX) -E -P -x c++ - 2>/dev/null | tail -n 1)
ifeq ($(shell test '$(boost_version)' -gt 0 2>/dev/null && echo found),)
$(error Boost is missing. Install libboost-regex-dev)
endif
core_libs := $(if $(shell test '$(boost_version)' -lt 107600 && echo old),-lboost_regex) -licui18n -licuuc
SHLIB_LINK = -Wl,--version-script=exports.map -lstdc++ $(core_libs)

# ---- tests by wildcard --------------------------------------------------------------------------------------------
# A test named setup comes first: it makes what the others use.
regress_tests := $(sort $(patsubst test/sql/%.sql,%,$(wildcard test/sql/*.sql)))
REGRESS = $(filter setup,$(regress_tests)) $(filter-out setup,$(regress_tests))
REGRESS_OPTS = --inputdir=test --outputdir=build/regress --load-extension=pg_conventions
REGRESS_PREP = regress-dirs
ISOLATION = $(sort $(patsubst test/isolation/specs/%.spec,%,$(wildcard test/isolation/specs/*.spec)))
ISOLATION_OPTS = --inputdir=test/isolation --outputdir=build/isolation --load-extension=pg_conventions
ifeq ($(strip $(REGRESS)),)
undefine REGRESS
endif
ifeq ($(strip $(ISOLATION)),)
undefine ISOLATION
endif

PGXS := $(shell $(PG_CONFIG) --pgxs)
include $(PGXS)

# ---- compiling ----------------------------------------------------------------------------------------------------
# No CPPFLAGS here: PGXS puts the server's include directory there, and src/core must not see it.
core_compile = $(CXX) $(standard) -O2 -g $(warnings) -fstack-protector-strong -D_FORTIFY_SOURCE=2 -Isrc \
	-DCONVENTIONS_VERSION='"$(release)"'

# Servers made with g++ 13 or later name an option that g++ 12 does not have for C++; it changes nothing on x86-64.
# The C compiler only links here: its warnings, some unknown to an older one, have nothing to look at.
override CXXFLAGS := $(filter-out -fexcess-precision=standard,$(CXXFLAGS))
override CFLAGS := $(filter-out -W%,$(CFLAGS))
pg_compile = $(CXX) $(CXXFLAGS) $(CPPFLAGS) $(CFLAGS_SL)

# A change of flags, compiler or server minor release makes every object again.
core_flags_stamp := build/core.flags
pg_flags_stamp := build/pg$(server_major).flags
define stamp
$(shell mkdir -p build; printf '%s\n' '$(subst ','\'',$(2))' >$(1).$$$$; \
	cmp -s $(1).$$$$ $(1) && rm -f $(1).$$$$ || mv -f $(1).$$$$ $(1))
endef
ifeq ($(filter clean distclean maintainer-clean,$(MAKECMDGOALS)),)
$(call stamp,$(core_flags_stamp),$(core_compile) $(core_libs))
$(call stamp,$(pg_flags_stamp),$(pg_compile) $(server_version))
# Which server the one library at top level is linked for.
$(call stamp,build/linked_for.flags,$(server_major) $(OBJS))
endif

build/src/core/%.o: src/core/%.cpp $(core_flags_stamp)
	@mkdir -p $(@D)
	$(core_compile) -fPIC -MMD -MP -c -o $@ $<

build/pg$(server_major)/src/pg/%.o: src/pg/%.cpp $(pg_flags_stamp)
	@mkdir -p $(@D)
	$(pg_compile) -MMD -MP -c -o $@ $<

$(MODULE_big)$(DLSUFFIX): exports.map build/linked_for.flags

sql_pieces := $(sort $(wildcard sql/[0-9]*.sql))
build/sql/pieces.list: sql
	@mkdir -p $(@D)
	@printf '%s\n' $(sql_pieces) >$@
$(base_script): $(sql_pieces) build/sql/pieces.list
	@mkdir -p $(@D)
	$(if $(sql_pieces),cat $(sql_pieces) >$@,@echo 'sql/ holds no piece of the install script' >&2; exit 1)

# The head looks at the schema of a new installation, the end welcomes its user; an upgrade has nothing of them.
upgraded_script := sql/pg_conventions--$(firstword $(subst --, ,$(upgrade_step))).sql
upgrade_pieces := $(filter-out sql/00_head.sql sql/99_welcome.sql,$(sql_pieces))
build/sql/pg_conventions--$(upgrade_step).sql: tools/upgrade_script.awk sql/upgrade/$(upgrade_step).sql $(upgraded_script) \
		$(upgrade_pieces) build/sql/pieces.list
	@mkdir -p $(@D)
	awk -f $< sql/upgrade/$(upgrade_step).sql $(upgraded_script) $(upgrade_pieces) >$@.new
	@mv $@.new $@
.PHONY: freeze
freeze: $(base_script) $(upgrade_script)
	cp $^ sql/

# ---- unit tests of src/core ---------------------------------------------------------------------------------------
# The tests themselves are built without optimization: that takes half the time, and their speed does not matter.
plain := -O0 -U_FORTIFY_SOURCE
sanitizers := -fsanitize=address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer
unit_objects := $(unit_sources:%.cpp=build/unit/%.o)
asan_objects := $(unit_sources:%.cpp=build/asan/%.o) $(core_sources:%.cpp=build/asan/%.o)

build/unit/%.o: %.cpp $(core_flags_stamp)
	@mkdir -p $(@D)
	$(core_compile) $(plain) -MMD -MP -c -o $@ $<
build/asan/%.o: %.cpp $(core_flags_stamp)
	@mkdir -p $(@D)
	$(core_compile) $(plain) $(sanitizers) -MMD -MP -c -o $@ $<
build/unit/run: $(unit_objects) $(core_objects)
	$(CXX) -o $@ $^ $(core_libs)
build/asan/run: $(asan_objects)
	$(CXX) $(sanitizers) -o $@ $^ $(core_libs)

.PHONY: unit unit-asan
unit: build/unit/run
	build/unit/run $(UNIT_OPTS)
unit-asan: build/asan/run
	UBSAN_OPTIONS=print_stacktrace=1 build/asan/run $(UNIT_OPTS)

# ---- generated documentation --------------------------------------------------------------------------------------
build/rule_pages: build/tools/rule_pages.o $(core_objects)
	$(CXX) -o $@ $^ $(core_libs)
build/tools/%.o: tools/%.cpp $(core_flags_stamp)
	@mkdir -p $(@D)
	$(core_compile) -MMD -MP -c -o $@ $<
.PHONY: doc
# A page of a rule that is gone goes too.
doc: build/rule_pages
	@mkdir -p doc/rules
	rm -f doc/rules/*.md
	build/rule_pages doc/rules

# ---- the second compiler ------------------------------------------------------------------------------------------
CLANGXX ?= clang++-14
CLANG_FORMAT ?= clang-format-14
formatted = $(shell find src test bench cli tools -name '*.cpp' -o -name '*.hpp' 2>/dev/null | LC_ALL=C sort)

# Server headers are written for gcc: clang takes them as system headers, whose warnings are not ours.
clang_server_flags = $(patsubst -I$(includedir_server),-isystem $(includedir_server),$(patsubst \
	-I$(includedir_internal),-isystem $(includedir_internal),$(CPPFLAGS)))

build/clang/src/core/%.ok: src/core/%.cpp
	@mkdir -p $(@D)
	$(CLANGXX) $(standard) $(warnings) -Isrc -DCONVENTIONS_VERSION='"$(release)"' -fsyntax-only -MMD -MP -MT $@ -MF $(@:.ok=.d) $<
	@touch $@
build/clang/test/%.ok: test/%.cpp
	@mkdir -p $(@D)
	$(CLANGXX) $(standard) $(warnings) -Isrc -fsyntax-only -MMD -MP -MT $@ -MF $(@:.ok=.d) $<
	@touch $@
build/clang/pg$(server_major)/%.ok: %.cpp
	@mkdir -p $(@D)
	$(CLANGXX) $(standard) $(warnings) $(clang_server_flags) -fsyntax-only -MMD -MP -MT $@ -MF $(@:.ok=.d) $<
	@touch $@
.PHONY: clang format format-check
clang: $(core_sources:%.cpp=build/clang/%.ok) $(unit_sources:%.cpp=build/clang/%.ok) \
	$(pg_sources:%.cpp=build/clang/pg$(server_major)/%.ok)
format:
	$(if $(formatted),$(CLANG_FORMAT) -i $(formatted))
format-check:
	$(if $(formatted),$(CLANG_FORMAT) --dry-run -Werror $(formatted))

# ---- the other suites ---------------------------------------------------------------------------------------------
# installcheck and pgtapcheck use the server that PGHOST and PGPORT name; scripts/server.sh makes one.
.PHONY: regress-dirs tapcheck pgtapcheck house layout bench soak print-objects print-core-objects print-pg-objects
regress-dirs:
	@mkdir -p build/regress build/isolation
tapcheck: all
	scripts/tapcheck.sh $(TAP_FILES)
pgtapcheck:
	scripts/pgtapcheck.sh $(PGTAP_FILES)
house: all build/rule_pages
	test/house/run
layout:
	test/house/folder_headers.sh --write
bench: all
	bench/run $(BENCH_OPTS)
soak: all
	test/soak/run $(SOAK_OPTS)
# For the scripts of test/house.
print-core-objects:
	@printf '%s\n' $(core_objects)
print-pg-objects:
	@printf '%s\n' $(pg_objects)

-include $(shell find build -name '*.d' 2>/dev/null)
