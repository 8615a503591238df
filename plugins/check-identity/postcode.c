/* SPDX-License-Identifier: MIT
 *
 * Postcodes in text, by the forms of the countries' table.
 */
#include "plugins/check-identity/addresses.h"

struct postcode_forms {
    GPtrArray *forms;    /* char *: "NNNN AA" */
    GPtrArray *prefixes; /* char *: "nl" */
    gboolean has_letter_first;
};

struct postcode_forms *postcode_forms_new(void)
{
    struct postcode_forms *forms = g_new0(struct postcode_forms, 1);
    forms->forms = g_ptr_array_new_with_free_func(g_free);
    forms->prefixes = g_ptr_array_new_with_free_func(g_free);
    return forms;
}

void postcode_forms_free(struct postcode_forms **forms)
{
    if (*forms) {
        g_ptr_array_unref((*forms)->forms);
        g_ptr_array_unref((*forms)->prefixes);
        g_free(*forms);
        *forms = NULL;
    }
}

static void add_all(GPtrArray *list, const char *texts)
{
    g_auto(GStrv) parts = g_strsplit(texts, "|", -1);
    for (char **part = parts; *part; part++) {
        if (!g_ptr_array_find_with_equal_func(list, *part, g_str_equal, NULL)) {
            g_ptr_array_add(list, g_strdup(*part));
        }
    }
}

static gint longer_first(gconstpointer a, gconstpointer b)
{
    return (gint)strlen(*(char *const *)b) - (gint)strlen(*(char *const *)a);
}

void postcode_forms_add(struct postcode_forms *forms, const char *postcodes, const char *prefixes)
{
    add_all(forms->forms, postcodes);
    add_all(forms->prefixes, prefixes);
    g_ptr_array_sort(forms->forms, longer_first);
    forms->has_letter_first |= postcodes[0] == 'A';
}

/* ---- in text --------------------------------------------------------------------------------- */

struct place_in_tokens {
    uint32_t token;
    size_t byte; /* in its folded form */
};

/* May the form have white space or a hyphen here? Steps over a hyphen. FALSE: something else. */
static gboolean pass_space(const struct tokens *tokens, struct place_in_tokens *at,
                           gboolean *is_spaced)
{
    if (at->byte > 0) {
        return TRUE; /* in the middle of a token: joined */
    }
    if (token_is_sign(tokens, at->token, '-') && token_is_joined(tokens, at->token)) {
        at->token++;
        *is_spaced = TRUE;
        return token_is_joined(tokens, at->token);
    }
    *is_spaced |= !token_is_joined(tokens, at->token);
    return TRUE;
}

static gboolean pass_character(const struct tokens *tokens, struct place_in_tokens *at, char want,
                               gboolean may_be_apart)
{
    if (at->token >= tokens->count) {
        return FALSE;
    }
    const struct token *token = &tokens->items[at->token];
    enum token_kind kind = want == 'N' ? TOKEN_NUMBER : TOKEN_WORD;
    if (token->kind != kind ||
        (at->byte == 0 && !may_be_apart && !token_is_joined(tokens, at->token))) {
        return FALSE;
    }
    if (++at->byte == token->folded.len) {
        at->token++;
        at->byte = 0;
    }
    return TRUE;
}

/* Does this form stand at a token, as a whole? */
static gboolean read_form(const struct tokens *tokens, uint32_t first, const char *form,
                          struct postcode *postcode)
{
    struct place_in_tokens at = {first, 0};
    size_t len = 0;
    gboolean may_be_apart = TRUE;
    postcode->is_spaced = FALSE;
    for (; *form; form++) {
        if (*form == ' ') {
            if (!pass_space(tokens, &at, &postcode->is_spaced)) {
                return FALSE;
            }
            may_be_apart = TRUE;
            continue;
        }
        struct place_in_tokens here = at;
        if (!pass_character(tokens, &at, *form, may_be_apart)) {
            return FALSE;
        }
        postcode->code[len++] = tokens->items[here.token].folded.ptr[here.byte];
        may_be_apart = FALSE;
    }
    postcode->code[len] = '\0';
    postcode->end = at.token;
    /* Nothing may go on right behind it. */
    return at.byte == 0 && !(at.token < tokens->count && token_is_joined(tokens, at.token) &&
                             tokens->items[at.token].kind != TOKEN_SIGN);
}

static gboolean is_prefix(const struct postcode_forms *forms, struct ts_str word)
{
    for (guint i = 0; i < forms->prefixes->len; i++) {
        if (ts_is(word, g_ptr_array_index(forms->prefixes, i))) {
            return TRUE;
        }
    }
    return FALSE;
}

/* "NL-", "B-", "NL " before it belong to it. */
static void take_prefix(const struct postcode_forms *forms, const struct tokens *tokens,
                        struct postcode *postcode)
{
    uint32_t at = postcode->first;
    gboolean has_hyphen = at > 0 && token_is_sign(tokens, at - 1, '-') &&
                          token_is_joined(tokens, at) && token_is_joined(tokens, at - 1);
    at -= has_hyphen ? 1 : 0;
    if (at == 0 || tokens->items[at - 1].kind != TOKEN_WORD ||
        !is_prefix(forms, tokens->items[at - 1].folded)) {
        return;
    }
    if (has_hyphen || tokens->items[at - 1].folded.len > 1) {
        postcode->first = at - 1;
        postcode->is_plain = FALSE;
    }
}

/* Digits inside a longer number, an amount, a telephone number? */
static gboolean is_part_of_number(const struct tokens *tokens, const struct postcode *postcode)
{
    uint32_t first = postcode->first;
    uint32_t end = postcode->end;
    gboolean before =
        first >= 2 && token_is_joined(tokens, first) &&
        tokens->items[first - 1].kind == TOKEN_SIGN &&
        (!strchr("(,|-/", tokens->items[first - 1].folded.ptr[0]) ||
         (tokens->items[first - 2].kind == TOKEN_NUMBER &&
          tokens->items[first - 1].folded.ptr[0] != ',' && token_is_joined(tokens, first - 1)));
    gboolean behind = token_is_joined(tokens, end) && token_is_joined(tokens, end + 1) &&
                      tokens->items[end + 1].kind == TOKEN_NUMBER;
    return before || behind;
}

/* Are its letters the prefix of the postcode behind it: "Postbus 2000 NL-1000 CA"? */
static gboolean is_next_prefix(const struct tokens *tokens, const struct postcode *postcode)
{
    uint32_t end = postcode->end;
    return token_is_sign(tokens, end, '-') && token_is_joined(tokens, end) &&
           token_is_joined(tokens, end + 1) && tokens->items[end + 1].kind == TOKEN_NUMBER;
}

static gboolean read_postcode(const struct postcode_forms *forms, const struct tokens *tokens,
                              uint32_t first, struct postcode *postcode)
{
    for (guint i = 0; i < forms->forms->len; i++) {
        const char *form = g_ptr_array_index(forms->forms, i);
        postcode->first = first;
        if (read_form(tokens, first, form, postcode)) {
            postcode->is_plain = !strchr(form, 'A');
            take_prefix(forms, tokens, postcode);
            if (postcode->is_plain ? is_part_of_number(tokens, postcode)
                                   : is_next_prefix(tokens, postcode)) {
                return FALSE;
            }
            return tokens->items[first].folded.ptr[0] != '0' ||
                   strlen(form) == 5; /* only five digits begin with 0 */
        }
    }
    return FALSE;
}

GArray *postcodes_find(const struct postcode_forms *forms, const struct tokens *tokens)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct postcode));
    for (uint32_t i = 0; i < tokens->count && found->len < ADDRESS_SPOTS; i++) {
        const struct token *token = &tokens->items[i];
        struct postcode postcode;
        gboolean may_be = token->kind == TOKEN_NUMBER
                              ? token->folded.len >= 2 && token->folded.len <= 5
                              : token->kind == TOKEN_WORD && forms->has_letter_first &&
                                    token->folded.len <= 2 && token_is_joined(tokens, i + 1) &&
                                    tokens->items[i + 1].kind == TOKEN_NUMBER;
        if (may_be && read_postcode(forms, tokens, i, &postcode)) {
            g_array_append_val(found, postcode);
            i = postcode.end - 1;
        }
    }
    return found;
}

/* ---- of the registry ------------------------------------------------------------------------- */

static gboolean fits(const char *form, const char *code, gboolean *is_spaced_r)
{
    for (; *form; form++) {
        if (*form == ' ') {
            *is_spaced_r |= *code == ' ' || *code == '-';
            code += *code == ' ' || *code == '-';
            continue;
        }
        if (*form == 'N' ? !g_ascii_isdigit(*code) : !g_ascii_isalpha(*code)) {
            return FALSE;
        }
        code++;
    }
    return *code == '\0';
}

static const char *without_prefix(const struct country *country, const char *text)
{
    g_auto(GStrv) prefixes = g_strsplit(country->prefixes, "|", -1);
    for (char **prefix = prefixes; *prefix; prefix++) {
        size_t len = strlen(*prefix);
        if (g_ascii_strncasecmp(text, *prefix, len) == 0 &&
            (text[len] == '-' || text[len] == ' ')) {
            return text + len + 1;
        }
    }
    return text;
}

gboolean postcode_parse(const struct country *country, struct ts_str text,
                        char code_r[ADDRESS_POSTCODE], gboolean *is_spaced_r)
{
    g_autofree char *whole = g_strndup(text.len ? text.ptr : "", text.len);
    const char *code = without_prefix(country, g_strstrip(whole));
    g_auto(GStrv) forms = g_strsplit(country->postcodes, "|", -1);
    for (char **form = forms; *form; form++) {
        *is_spaced_r = FALSE;
        if (!fits(*form, code, is_spaced_r)) {
            continue;
        }
        size_t len = 0;
        for (; *code && len + 1 < ADDRESS_POSTCODE; code++) {
            if (g_ascii_isalnum(*code)) {
                code_r[len++] = g_ascii_tolower(*code);
            }
        }
        code_r[len] = '\0';
        return TRUE;
    }
    return FALSE;
}
