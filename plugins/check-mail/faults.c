/* SPDX-License-Identifier: MIT
 *
 * Gathers what is wrong in a mail: a picture that stands there twice is one finding.
 */
#include "plugins/check-mail/mail.h"

struct own_fault {
    struct fault fault;
    GArray *places; /* struct ts_place */
};

struct rule_faults {
    guint count, left_out;
    struct own_fault *last;
};

static void free_own(gpointer data)
{
    struct own_fault *own = data;
    g_array_unref(own->places);
    g_free(own);
}

void faults_begin(struct faults *faults, struct ts_call *call, const struct mail *mail)
{
    *faults = (struct faults){.call = call, .allowed = mail->allowed};
    faults->list = g_ptr_array_new_with_free_func(free_own);
    faults->by_text = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    faults->by_rule = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
}

void faults_end(struct faults *faults)
{
    g_hash_table_unref(faults->by_rule);
    g_hash_table_unref(faults->by_text);
    g_ptr_array_unref(faults->list);
}

static struct ts_str copy(struct ts_call *call, struct ts_str text)
{
    struct ts_str cut = text_shorten(text);
    char *own = call->host->alloc(call, cut.len + 1);
    memcpy(own, cut.len ? cut.ptr : "", cut.len);
    return ts_bytes(own, cut.len);
}

static struct own_fault *new_own(struct faults *faults, const struct fault *fault)
{
    struct own_fault *own = g_new0(struct own_fault, 1);
    own->fault = *fault;
    own->fault.expected = copy(faults->call, fault->expected);
    own->fault.actual = copy(faults->call, fault->actual);
    own->fault.detail.value = copy(faults->call, fault->detail.value);
    own->places = g_array_new(FALSE, FALSE, sizeof(struct ts_place));
    g_ptr_array_add(faults->list, own);
    return own;
}

static struct rule_faults *rule_of(struct faults *faults, const char *rule)
{
    struct rule_faults *own = g_hash_table_lookup(faults->by_rule, rule);
    if (!own) {
        own = g_new0(struct rule_faults, 1);
        g_hash_table_insert(faults->by_rule, (gpointer)rule, own);
    }
    return own;
}

static gboolean is_allowed(const struct faults *faults, struct ts_str actual)
{
    if (g_hash_table_size((GHashTable *)faults->allowed) == 0 || actual.len == 0) {
        return FALSE;
    }
    g_autofree char *bare = text_bare(actual);
    return g_hash_table_contains((GHashTable *)faults->allowed, bare);
}

void faults_add(struct faults *faults, const struct fault *fault, struct ts_place place)
{
    struct ts_str expected = text_shorten(fault->expected), actual = text_shorten(fault->actual);
    struct rule_faults *rule = rule_of(faults, fault->rule);
    if (is_allowed(faults, fault->actual)) {
        return;
    }
    if (rule->left_out >= MAIL_LEFT_OUT_MAX) { /* hopeless: it is only counted */
        rule->left_out++;
        return;
    }
    g_autofree char *key = g_strdup_printf("%s\n%.*s\n%.*s", fault->rule, (int)expected.len,
                                           expected.len ? expected.ptr : "", (int)actual.len,
                                           actual.len ? actual.ptr : "");
    struct own_fault *own = g_hash_table_lookup(faults->by_text, key);
    if (!own && rule->count < MAIL_FAULTS_MAX) {
        rule->count++;
        rule->last = own = new_own(faults, fault);
        g_hash_table_insert(faults->by_text, g_steal_pointer(&key), own);
    }
    if (!own || own->places->len >= MAIL_PLACES_MAX) {
        rule->left_out++;
        return;
    }
    own->fault.severity = MAX(own->fault.severity, fault->severity);
    g_array_append_val(own->places, place);
}

/* The last one of a rule says how many more there are. */
static int emit(struct faults *faults, const struct own_fault *own)
{
    const struct rule_faults *rule = rule_of(faults, own->fault.rule);
    g_autofree char *more =
        rule->last == own && rule->left_out ? g_strdup_printf("%u", rule->left_out) : NULL;
    struct ts_pair arguments[2];
    uint32_t count = 0;
    if (own->fault.detail.value.len) {
        arguments[count++] = own->fault.detail;
    }
    if (more) {
        arguments[count++] = (struct ts_pair){ts_text("more"), ts_text(more)};
    }
    struct ts_finding finding = {
        .size = sizeof finding,
        .severity = own->fault.severity,
        .rule = ts_text(own->fault.rule),
        .expected = own->fault.expected,
        .actual = own->fault.actual,
        .arguments = {arguments, count, sizeof *arguments},
        .places = {own->places->data, own->places->len, sizeof(struct ts_place)},
    };
    return faults->call->host->emit_finding(faults->call, &finding);
}

int faults_emit(struct faults *faults)
{
    for (guint i = 0; i < faults->list->len; i++) {
        if (emit(faults, g_ptr_array_index(faults->list, i)) != 0) {
            return -1;
        }
    }
    return 0;
}
