/* SPDX-License-Identifier: MIT
 *
 * What must be judged again, or read again, by what has changed since.
 */
#include "core/run/basis.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

struct fixture {
    struct plan plan;
    struct catalog_plugin source, reader, checks[3];
    struct ts_node options;
};

static void set_up(struct fixture *fixture)
{
    static const char *const names[3] = {"promise", "spelling", "terms"};
    struct plan *plan = &fixture->plan;
    *fixture = (struct fixture){.source = {.name = (char *)"web", .version = (char *)"1"},
                                .reader = {.name = (char *)"html", .version = (char *)"1"},
                                .options = {.kind = TS_NODE_MAP}};
    plan->readers = g_ptr_array_new();
    plan->checks = g_array_new(FALSE, TRUE, sizeof(struct plan_check));
    plan->sources = g_array_new(FALSE, TRUE, sizeof(struct plan_source));
    plan->touchpoints = g_array_new(FALSE, TRUE, sizeof(struct plan_touchpoint));
    g_ptr_array_add(plan->readers, &fixture->reader);
    struct plan_touchpoint touchpoint = {.channel = (char *)"website"};
    touchpoint.kinds = g_array_new(FALSE, TRUE, sizeof(struct plan_kind));
    touchpoint.roles = g_ptr_array_new();
    touchpoint.uses = g_array_new(FALSE, TRUE, sizeof(struct plan_use));
    touchpoint.leads_to = g_array_new(FALSE, TRUE, sizeof(unsigned));
    for (guint i = 0; i < 3; i++) {
        fixture->checks[i] = (struct catalog_plugin){.name = (char *)names[i]};
        struct plan_check check = {.plugin = &fixture->checks[i],
                                   .hash = (char *)"0123456789abcdef0123"};
        struct plan_use use = {.check = i};
        g_array_append_val(plan->checks, check);
        g_array_append_val(touchpoint.uses, use);
    }
    struct plan_source source = {.plugin = &fixture->source, .options = &fixture->options};
    g_array_append_val(plan->sources, source);
    g_array_append_val(plan->touchpoints, touchpoint);
}

static void tear_down(struct fixture *fixture)
{
    struct plan_touchpoint *touchpoint =
        &g_array_index(fixture->plan.touchpoints, struct plan_touchpoint, 0);
    g_array_unref(touchpoint->kinds);
    g_ptr_array_unref(touchpoint->roles);
    g_array_unref(touchpoint->uses);
    g_array_unref(touchpoint->leads_to);
    g_array_unref(fixture->plan.touchpoints);
    g_array_unref(fixture->plan.sources);
    g_array_unref(fixture->plan.checks);
    g_ptr_array_unref(fixture->plan.readers);
}

static void change_word(struct fixture *fixture)
{
    g_array_index(fixture->plan.checks, struct plan_check, 1).hash = (char *)"fedcba9876543210";
}
static void change_reader(struct fixture *fixture)
{
    fixture->reader.version = (char *)"2";
}
static void change_scope(struct fixture *fixture)
{
    fixture->source.version = (char *)"2";
}
static void change_kinds(struct fixture *fixture)
{
    struct plan_kind kind = {(char *)"home", (char *)"/"};
    struct plan_touchpoint *touchpoint =
        &g_array_index(fixture->plan.touchpoints, struct plan_touchpoint, 0);
    g_array_append_val(touchpoint->kinds, kind);
}
static void change_roles(struct fixture *fixture)
{
    struct plan_touchpoint *touchpoint =
        &g_array_index(fixture->plan.touchpoints, struct plan_touchpoint, 0);
    g_ptr_array_add(touchpoint->roles, (gpointer) "template");
}
static void drop_check(struct fixture *fixture)
{
    struct plan_touchpoint *touchpoint =
        &g_array_index(fixture->plan.touchpoints, struct plan_touchpoint, 0);
    g_array_remove_index(touchpoint->uses, 2);
}
static void change_nothing(struct fixture *fixture)
{
    (void)fixture;
}

/* judged: ordinals of the checks; dropped: how many names go. */
static const struct {
    const char *what;
    void (*change)(struct fixture *fixture);
    gboolean differs, reads;
    const char *judged;
    guint dropped;
} rows[] = {
    {"nothing", change_nothing, FALSE, FALSE, "", 0},
    {"a word is accepted", change_word, TRUE, FALSE, "1", 1},
    {"another reader", change_reader, TRUE, TRUE, "", 0},
    {"another scope: links only", change_scope, TRUE, FALSE, "", 0},
    {"other kinds: all checks", change_kinds, TRUE, FALSE, "012", 3},
    {"its mails are templates: all checks", change_roles, TRUE, FALSE, "012", 3},
    {"a check is off", drop_check, TRUE, FALSE, "", 1},
};

static char *ordinals(const GByteArray *checks)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i + sizeof(guint32) <= checks->len; i += sizeof(guint32)) {
        guint32 check;
        memcpy(&check, checks->data + i, sizeof check);
        g_string_append_printf(out, "%u", check);
    }
    return g_string_free(out, FALSE);
}

static void says_what_changed(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        struct fixture fixture;
        set_up(&fixture);
        g_autofree char *then = basis_make(&fixture.plan, 0);
        rows[i].change(&fixture);
        g_autofree char *now = basis_make(&fixture.plan, 0);
        struct basis_change *change = basis_compare(&fixture.plan, 0, now, then);
        g_autofree char *judged = change ? ordinals(change->checks) : g_strdup("");
        if ((change != NULL) != rows[i].differs || !g_str_equal(judged, rows[i].judged) ||
            (change &&
             (change->reads != rows[i].reads || change->dropped->len != rows[i].dropped))) {
            fail_msg("%s: %s then, %s now, judged %s", rows[i].what, then, now, judged);
        }
        basis_change_free(&change);
        tear_down(&fixture);
    }
}

/* Of an older form, or of none: it is read anew. */
static void unknown_is_read(void **state)
{
    static const char *const before[] = {"", "terms:0123", "*read:", "nonsense"};
    struct fixture fixture;
    (void)state;
    set_up(&fixture);
    g_autofree char *now = basis_make(&fixture.plan, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
        struct basis_change *change = basis_compare(&fixture.plan, 0, now, before[i]);
        assert_true(change && change->reads);
        basis_change_free(&change);
    }
    tear_down(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_what_changed),
        cmocka_unit_test(unknown_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
