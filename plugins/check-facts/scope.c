/* SPDX-License-Identifier: MIT
 *
 * For whom or what a quantity holds: country, channel and class of products, from the words of its
 * sentence that are nearest to it, or from the headings above it.
 */
#include "plugins/check-facts/text.h"

#define COST_CLAUSE 4u   /* tokens that a comma is worth */
#define COUNTRY_WORDS 3u /* before the last of a country's name */
#define PRODUCT_WORDS 3u /* of a class of products */
#define PRODUCT_LEN 4u   /* letters of its last word, at least */
#define HEADING_LEN 6u   /* letters of a heading of one word that is a class of products */

static guint distance(const struct tokens *tokens, const struct quantity *quantity, guint at)
{
    guint clause = token_at(tokens, quantity->first)->clause, own = token_at(tokens, at)->clause;
    guint way = at < quantity->first  ? quantity->first - at
                : at >= quantity->end ? at - quantity->end + 1
                                      : 0;
    return way + COST_CLAUSE * (clause > own ? clause - own : own - clause);
}

/* Is no other quantity of the sentence nearer to the word? */
static gboolean is_owner(const struct reading *reading, const struct quantity *quantity, guint at)
{
    const struct tokens *tokens = &reading->tokens;
    if (quantity->value.type == VALUE_HOURS || quantity->value.type == VALUE_PHRASE) {
        return TRUE; /* the lines of one list have one heading; a phrase is none of the quantities
                      */
    }
    guint index = (guint)(quantity - &g_array_index(reading->quantities, struct quantity, 0));
    guint own = distance(tokens, quantity, at);
    for (int side = -1; side <= 1; side += 2) {
        guint other_index = index + (guint)side;
        if (other_index < reading->quantities->len) {
            const struct quantity *other =
                &g_array_index(reading->quantities, struct quantity, other_index);
            if (other->value.type == quantity->value.type &&
                token_at(tokens, other->first)->sentence == token_at(tokens, at)->sentence &&
                distance(tokens, other, at) < own) {
                return FALSE;
            }
        }
    }
    return TRUE;
}

static struct ts_str *field_of(struct scope *scope, enum mark_kind kind)
{
    return kind == MARK_COUNTRY     ? &scope->country
           : kind == MARK_CHANNEL   ? &scope->channel
           : kind == MARK_CONDITION ? &scope->product
                                    : NULL;
}

static gboolean is_plain_word(const struct tokens *tokens, guint at)
{
    const struct token *token = token_at(tokens, at);
    static const enum mark_kind refused[] = {
        MARK_COMMON,  MARK_UNIT,     MARK_DAY,    MARK_DAYS,      MARK_MONTH,   MARK_ANCHOR,
        MARK_COUNTRY, MARK_CHANNEL,  MARK_NUMBER, MARK_CONDITION, MARK_FOR,     MARK_TOMORROW,
        MARK_TODAY,   MARK_ORDER,    MARK_ALWAYS, MARK_NOON,      MARK_NOT,     MARK_MOST,
        MARK_LEAST,   MARK_NEGATION, MARK_AND,    MARK_BREAK,     MARK_ARTICLE,
    };
    if (!token->folded_len) {
        return FALSE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
        if (token_mark(tokens, at, refused[i])) {
            return FALSE;
        }
    }
    return TRUE;
}

/* "Welkom bij Vlakwerk": the brand is no class of products. */
static gboolean is_brand(const struct reading *reading, guint at)
{
    const char *brand = reading->facts->brand_word;
    struct ts_str word = token_folded(&reading->tokens, token_at(&reading->tokens, at));
    return brand && brand[0] && ts_is(word, brand);
}

/* The noun phrase that begins at a token; empty if it is none. Memory of the call. */
static struct ts_str product_at(struct reading *reading, guint at)
{
    const struct tokens *tokens = &reading->tokens;
    guint end = at;
    while (end < tokens->items->len && end < at + PRODUCT_WORDS && is_plain_word(tokens, end) &&
           !is_brand(reading, end)) {
        end++;
    }
    while (end > at && token_at(tokens, end - 1)->folded_len < PRODUCT_LEN) {
        end--;
    }
    if (end == at) {
        return ts_text(NULL);
    }
    size_t size = 0, used = 0;
    for (guint i = at; i < end; i++) {
        size += token_at(tokens, i)->folded_len + 1;
    }
    char *text = reading->call->host->alloc(reading->call, size);
    for (guint i = at; i < end; i++) {
        struct ts_str word = token_folded(tokens, token_at(tokens, i));
        memcpy(text + used, word.ptr, word.len);
        used += word.len;
        if (i + 1 < end) {
            text[used++] = ' ';
        }
    }
    return ts_bytes(text, used);
}

static guint for_at(const struct tokens *tokens, guint at)
{
    const struct token *token = token_at(tokens, at);
    guint count = 0;
    for (guint i = 0; i < token->mark_count; i++) {
        const struct mark *mark = &g_array_index(tokens->marks, struct mark, token->first_mark + i);
        count = mark->kind == MARK_FOR ? MAX(count, mark->count) : count;
    }
    return count;
}

/* The brand's own country is no scope: what is said of it is said of all. */
static struct ts_str country_of(const struct facts *facts, struct ts_str country)
{
    return facts->country && ts_is(country, facts->country) ? ts_text("") : country;
}

/* Not of words inside the quantity ("voor eigen rekening"), nor of what comes after a colon. */
static gboolean may_be_for(const struct tokens *tokens, const struct quantity *quantity, guint at)
{
    if (at >= quantity->first && at < quantity->end) {
        return FALSE;
    }
    for (guint between = quantity->end; between < at; between++) {
        if (token_is_sign(tokens, between, ':')) {
            return FALSE;
        }
    }
    return TRUE;
}

/* "outside the Netherlands" is abroad, whatever the last word says. */
static gboolean is_inside_country(const struct tokens *tokens, guint at)
{
    for (guint back = 1; back <= COUNTRY_WORDS && back <= at; back++) {
        const struct mark *mark = token_mark(tokens, at - back, MARK_COUNTRY);
        if (mark && mark->count > back) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "ma-vr 9-17, op feestdagen gesloten": the week is that of other weeks. */
static gboolean is_closing(const struct tokens *tokens, const struct quantity *quantity, guint at)
{
    return quantity->value.type == VALUE_HOURS && token_mark(tokens, at, MARK_DAYS);
}

/* Where "the LED strip" begins, which ends before a token; that token: nowhere. */
static guint subject_before(const struct reading *reading, guint at)
{
    const struct tokens *tokens = &reading->tokens;
    guint first = at;
    while (first > 0 && at - first < PRODUCT_WORDS && is_plain_word(tokens, first - 1)) {
        first--;
    }
    struct ts_str article =
        first ? token_folded(tokens, token_at(tokens, first - 1)) : ts_text(NULL);
    gboolean is_one = ts_is(article, "the") || ts_is(article, "de") || ts_is(article, "het");
    return is_one ? first : at;
}

/* A warranty of years is of what has it: "de accu heeft 2 jaar garantie". */
static void see_subject(struct reading *reading, const struct quantity *quantity, guint at,
                        struct scope *scope, guint *nearest)
{
    const struct tokens *tokens = &reading->tokens;
    guint own = distance(tokens, quantity, at);
    gboolean is_long = quantity->value.type == VALUE_DURATION && quantity->value.unit >= UNIT_MONTH;
    if (!is_long || at >= quantity->first || own >= *nearest || !token_mark(tokens, at, MARK_HAS) ||
        !is_owner(reading, quantity, at)) {
        return;
    }
    guint first = subject_before(reading, at);
    struct ts_str product = first < at ? product_at(reading, first) : ts_text(NULL);
    if (product.len) {
        scope->product = product;
        *nearest = own;
    }
}

static void see(struct reading *reading, const struct quantity *quantity, guint at,
                struct scope *scope, guint nearest[3], gboolean *is_home)
{
    const struct tokens *tokens = &reading->tokens;
    const struct token *token = token_at(tokens, at);
    guint own = distance(tokens, quantity, at);
    for (guint i = 0; i < token->mark_count; i++) {
        const struct mark *mark = &g_array_index(tokens->marks, struct mark, token->first_mark + i);
        struct ts_str *field = field_of(scope, mark->kind);
        guint index = mark->kind - MARK_COUNTRY;
        gboolean is_part = (mark->kind == MARK_COUNTRY && is_inside_country(tokens, at)) ||
                           (mark->kind == MARK_CONDITION && is_closing(tokens, quantity, at));
        if (field && !is_part && own < nearest[index] && is_owner(reading, quantity, at)) {
            *field = ts_text(mark->what);
            nearest[index] = own;
            *is_home |= mark->kind == MARK_COUNTRY;
        }
    }
    guint count = at < quantity->first || at >= quantity->end ? for_at(tokens, at) : 0;
    if (count && own < nearest[2] && may_be_for(tokens, quantity, at) &&
        is_owner(reading, quantity, at) &&
        token->clause == token_at(tokens, quantity->first)->clause) {
        struct ts_str product = product_at(reading, at + count);
        if (product.len) {
            scope->product = product;
            nearest[2] = own;
        }
    }
}

static void inherit(struct scope *scope, const struct scope *from, gboolean has_country)
{
    scope->country = scope->country.len || has_country ? scope->country : from->country;
    scope->channel = scope->channel.len ? scope->channel : from->channel;
    scope->product = scope->product.len ? scope->product : from->product;
}

struct scope scope_of(struct reading *reading, const struct quantity *quantity)
{
    const struct tokens *tokens = &reading->tokens;
    const guint sentence = token_at(tokens, quantity->first)->sentence;
    guint from = quantity->first > FACTS_WINDOW ? quantity->first - FACTS_WINDOW : 0;
    guint to = MIN(quantity->end + FACTS_WINDOW, tokens->items->len);
    guint nearest[3] = {G_MAXUINT, G_MAXUINT, G_MAXUINT};
    gboolean has_country = FALSE;
    struct scope scope = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    for (guint at = from; at < to; at++) {
        if (token_at(tokens, at)->sentence == sentence) {
            see(reading, quantity, at, &scope, nearest, &has_country);
            see_subject(reading, quantity, at, &scope, &nearest[2]);
        }
    }
    if (quantity->value.type != VALUE_HOURS) { /* "Ochtend", "Middag" */
        inherit(&scope, &reading->column.scope, has_country);
    }
    for (guint level = reading->level; level > 0; level--) {
        const struct lender *heading = &reading->headings[level];
        if (quantity->value.type == VALUE_HOURS || !heading->is_of_hours) {
            inherit(&scope, &heading->scope, has_country);
        }
    }
    if (quantity->value.type == VALUE_HOURS &&
        (ts_is(scope.channel, "store") || ts_is(scope.channel, "phone"))) {
        scope.channel = ts_text(""); /* slots of their own */
    }
    scope.country = country_of(reading->facts, scope.country);
    return scope;
}

struct scope scope_of_heading(struct reading *reading)
{
    const struct tokens *tokens = &reading->tokens;
    struct scope scope = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    guint words = 0, last = 0, limit = MIN(tokens->items->len, FACTS_WINDOW);
    gboolean is_standard = FALSE;
    for (guint at = 0; at < limit; at++) {
        const struct token *token = token_at(tokens, at);
        for (guint i = 0; i < token->mark_count; i++) {
            const struct mark *mark =
                &g_array_index(tokens->marks, struct mark, token->first_mark + i);
            struct ts_str *field = field_of(&scope, mark->kind);
            if (field && !field->len) {
                *field = ts_text(mark->what);
            }
        }
        guint count = for_at(tokens, at);
        if (count && !scope.product.len) {
            scope.product = product_at(reading, at + count);
        }
        gboolean is_word = token->folded_len && !is_brand(reading, at);
        words += is_word;
        last = is_word ? at : last;
        is_standard |= token_mark(tokens, at, MARK_STANDARD) != NULL;
    }
    if (is_standard) {
        scope.product = ts_text(NULL);
    }
    if (words == 1 && !scope.product.len && is_plain_word(tokens, last) &&
        token_at(tokens, last)->folded_len >= HEADING_LEN) {
        scope.product = product_at(reading, last);
    }
    return scope;
}

struct scope scope_of_column(struct reading *reading, gboolean has_slots)
{
    struct scope scope = scope_of_heading(reading);
    gboolean is_said = scope.country.len || scope.channel.len || scope.product.len;
    for (guint at = 0; !is_said && !has_slots && at < reading->tokens.items->len; at++) {
        scope.product = scope.product.len ? scope.product : product_at(reading, at);
    }
    return scope;
}
