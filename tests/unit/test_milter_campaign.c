/* SPDX-License-Identifier: MIT
 *
 * Which mails are one campaign, and that a campaign is asked for once, however many threads ask.
 */
#include "core/milter/campaign.h"
#include "core/milter/memory.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "From: V <n@v.example>\nSubject: Actie\n"
#define MULTI(mark)                                                        \
    "Content-Type: multipart/alternative;\n boundary=\"=_part_" mark "\"", \
        "--=_part_" mark "\r\n\r\nDag\r\n--=_part_" mark "--\r\n"
#define NESTED(mark)                                                               \
    "Content-Type: multipart/mixed; boundary=outer-same",                          \
        "--outer-same\r\nContent-Type: multipart/alternative; boundary=inner" mark \
        "\r\n\r\n--inner" mark "\r\nDag\r\n"

/* Against HEAD, body "Dag\r\n", touchpoint "t", day "d". */
static const struct {
    const char *name, *first, *first_body, *second, *second_body;
    gboolean is_one;
} rows[] = {
    {"the same", HEAD, "Dag\r\n", HEAD, "Dag\r\n", TRUE},
    {"another recipient", HEAD "To: a@b.example\nMessage-ID: <1>\nDate: x", "Dag\r\n",
     HEAD "To: c@d.example\nMessage-ID: <2>\nDate: y", "Dag\r\n", TRUE},
    {"another subject", HEAD, "Dag\r\n", "From: V <n@v.example>\nSubject: Aktie\n", "Dag\r\n",
     FALSE},
    {"another name", HEAD, "Dag\r\n", "From: W <n@v.example>\nSubject: Actie\n", "Dag\r\n", FALSE},
    {"a reply-to", HEAD, "Dag\r\n", HEAD "Reply-To: x@gmail.example", "Dag\r\n", FALSE},
    {"another body", HEAD, "Dag\r\n", HEAD, "Dag!\r\n", FALSE},
    {"a name in the body", HEAD, "Dag Jan\r\n", HEAD, "Dag Piet\r\n", FALSE},
    {"an own address to unsubscribe", HEAD "List-Unsubscribe: <https://v.example/u?1>", "Dag\r\n",
     HEAD "List-Unsubscribe: <https://v.example/u?2>", "Dag\r\n", TRUE},
    {"an own address to write to", HEAD "List-Unsubscribe: <mailto:u-1@v.example>", "Dag\r\n",
     HEAD "List-Unsubscribe: <mailto:u-2@v.example>", "Dag\r\n", TRUE},
    {"unsubscribing elsewhere", HEAD "List-Unsubscribe: <https://v.example/u?1>", "Dag\r\n",
     HEAD "List-Unsubscribe: <https://staging.v.example/u?1>", "Dag\r\n", FALSE},
    {"unsubscribing otherwise", HEAD "List-Unsubscribe: <https://v.example/u?1>", "Dag\r\n",
     HEAD "List-Unsubscribe: <mailto:u-1@v.example>", "Dag\r\n", FALSE},
    {"no way to unsubscribe", HEAD "List-Unsubscribe: <https://v.example/u?1>", "Dag\r\n", HEAD,
     "Dag\r\n", FALSE},
    {"boundaries by chance", MULTI("11111111"), MULTI("22222222"), TRUE},
    {"boundaries inside", NESTED("11111111"), NESTED("22222222"), TRUE},
    {"a short boundary counts", "Content-Type: multipart/mixed; boundary=a", "--a\r\n",
     "Content-Type: multipart/mixed; boundary=b", "--b\r\n", FALSE},
    {"a line that nobody declared", HEAD, "--=_part_11111111\r\n", HEAD, "--=_part_22222222\r\n",
     FALSE},
    {"an end is no beginning", "Content-Type: m/m; boundary=aaaaaaaaaa", "--aaaaaaaaaa\r\n",
     "Content-Type: m/m; boundary=aaaaaaaaaa", "--aaaaaaaaaa--\r\n", FALSE},
    {"fields do not run into each other", "Subject: ab\nFrom: c", "", "Subject: a\nFrom: bc", "",
     FALSE},
};

static char *key_of(const char *fields, const char *body, const char *touchpoint, const char *day)
{
    struct mail *mail = mail_new("<a@b.example>", 100000);
    g_auto(GStrv) lines = g_strsplit(fields, "\n", -1);
    for (gsize i = 0; lines[i]; i++) {
        g_auto(GStrv) parts = g_strsplit(lines[i], ": ", 2);
        if (parts[0] && parts[1]) {
            mail_add_field(mail, parts[0], parts[1]);
        } else if (*lines[i]) { /* folded */
            struct mail_field *last = g_ptr_array_index(mail->fields, mail->fields->len - 1);
            char *whole = g_strconcat(last->value, "\n", lines[i], NULL);
            g_free(last->value);
            last->value = whole;
        }
    }
    mail_add_body(mail, body, strlen(body));
    char *key = campaign_key(mail, touchpoint, day);
    mail_free(&mail);
    return key;
}

static void test_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *first = key_of(rows[i].first, rows[i].first_body, "t", "d");
        g_autofree char *second = key_of(rows[i].second, rows[i].second_body, "t", "d");
        if (g_str_equal(first, second) != rows[i].is_one) {
            fail_msg("%s", rows[i].name);
        }
    }
    g_autofree char *one = key_of(HEAD, "Dag", "t", "d");
    g_autofree char *other = key_of(HEAD, "Dag", "u", "d");
    g_autofree char *tomorrow = key_of(HEAD, "Dag", "t", "e");
    assert_string_not_equal(one, other);
    assert_string_not_equal(one, tomorrow);
}

/* ---- memory ---- */

static struct judgement *judgement_on(const char *basis)
{
    static const char line[] = "{\"type\":\"summary\"}\n";
    return judgement_read(ts_text(line), FALSE, ts_text(basis));
}

static gint64 in_msec(gint64 msec)
{
    return g_get_monotonic_time() + msec * 1000;
}

/* "ask", "known" or "failed"; what is asked for is answered at once on this basis, or not (NULL).
 */
static const char *get(struct memory *memory, const char *key, const char *basis)
{
    struct judgement *judgement = NULL;
    switch (memory_get(memory, key, in_msec(1000), &judgement)) {
    case MEMORY_KNOWN:
        judgement_unref(judgement);
        return "known";
    case MEMORY_ASK:
        judgement = basis ? judgement_on(basis) : NULL;
        memory_put(memory, key, judgement);
        judgement_unref(judgement);
        return "ask";
    case MEMORY_FAILED:
        break;
    }
    return "failed";
}

static const struct {
    const char *key, *basis, *expected;
} steps[] = {
    {"a", "1", "ask"},   {"a", "1", "known"}, {"b", "1", "ask"},
    {"a", "1", "known"}, {"c", "1", "ask"}, /* b was used least */
    {"a", "1", "known"}, {"b", "1", "ask"},   {"f", NULL, "ask"},
    {"f", NULL, "ask"},  {"b", "1", "known"}, /* a failure takes no room */
    {"d", "2", "ask"},                        /* another basis: all before is forgotten, not d */
    {"d", "2", "known"}, {"b", "2", "ask"},
};

static void test_steps(void **state)
{
    (void)state;
    struct memory *memory = memory_new(2, 60000);
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        const char *got = get(memory, steps[i].key, steps[i].basis);
        if (strcmp(got, steps[i].expected)) {
            fail_msg("step %zu (%s): %s", i, steps[i].key, got);
        }
    }
    memory_free(&memory);
    memory = memory_new(2, 0); /* nothing is remembered */
    assert_string_equal(get(memory, "a", "1"), "ask");
    assert_string_equal(get(memory, "a", "1"), "ask");
    memory_free(&memory);
}

#define CROWD 64u

struct crowd {
    struct memory *memory;
    gboolean is_answered;
    gint inside, asked, known, failed; /* atomic */
};

static gpointer one_of_many(gpointer data)
{
    struct crowd *crowd = data;
    struct judgement *judgement = NULL;
    g_atomic_int_inc(&crowd->inside);
    switch (memory_get(crowd->memory, "key", in_msec(20000), &judgement)) {
    case MEMORY_ASK:
        g_atomic_int_inc(&crowd->asked);
        while (g_atomic_int_get(&crowd->inside) < (gint)CROWD) {
            g_thread_yield();
        }
        judgement = crowd->is_answered ? judgement_on("1") : NULL;
        memory_put(crowd->memory, "key", judgement);
        break;
    case MEMORY_KNOWN:
        g_atomic_int_inc(&crowd->known);
        break;
    case MEMORY_FAILED:
        g_atomic_int_inc(&crowd->failed);
        break;
    }
    judgement_unref(judgement);
    return NULL;
}

static void test_crowd(void **state)
{
    (void)state;
    for (guint turn = 0; turn < 2; turn++) {
        struct crowd crowd = {.memory = memory_new(10, 60000), .is_answered = turn == 0};
        GThread *threads[CROWD];
        for (guint i = 0; i < CROWD; i++) {
            threads[i] = g_thread_new("one", one_of_many, &crowd);
        }
        for (guint i = 0; i < CROWD; i++) {
            g_thread_join(threads[i]);
        }
        if (crowd.is_answered) {
            assert_int_equal(crowd.asked, 1);
            assert_int_equal(crowd.known, CROWD - 1);
        } else { /* who came too late to wait for the failure asks anew */
            assert_int_equal(crowd.asked + crowd.failed, CROWD);
        }
        memory_free(&crowd.memory);
    }
}

static void test_deadline(void **state)
{
    (void)state;
    struct memory *memory = memory_new(10, 60000);
    struct judgement *judgement = NULL;
    assert_int_equal(memory_get(memory, "a", in_msec(0), &judgement), MEMORY_ASK);
    assert_int_equal(memory_get(memory, "a", in_msec(20), &judgement), MEMORY_FAILED);
    memory_put(memory, "a", NULL);
    assert_string_equal(get(memory, "a", "1"), "ask");
    memory_free(&memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_crowd),
        cmocka_unit_test(test_deadline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
