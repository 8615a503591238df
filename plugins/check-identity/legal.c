/* SPDX-License-Identifier: MIT
 *
 * Legal forms of firms. Source: the forms' abbreviations in the company law of each country.
 */
#include "plugins/check-identity/legal.h"

#define LEGAL_SIZE 32u /* letters of the longest, and one */

static const struct legal_form forms[] = {
    /* Netherlands, Belgium */
    {"bv", "bv", 0},
    {"nv", "nv", 0},
    {"vof", "vof", 0},
    {"cv", "cv", LEGAL_DOTTED},
    {"bvba", "bvba", 0},
    {"cvba", "cvba", 0},
    {"sprl", "bvba", LEGAL_SHOUTED},
    {"srl", "srl", LEGAL_SHOUTED},
    {"ua", "ua", LEGAL_DOTTED},
    /* Germany, Austria, Switzerland */
    {"gmbh", "gmbh", 0},
    {"gmbhcokg", "gmbhcokg", 0},
    {"ggmbh", "ggmbh", 0},
    {"ag", "ag", LEGAL_SHOUTED},
    {"kg", "kg", LEGAL_SHOUTED},
    {"ohg", "ohg", LEGAL_CAPITAL},
    {"gbr", "gbr", LEGAL_CAPITAL},
    {"ug", "ug", LEGAL_SHOUTED},
    {"ev", "ev", LEGAL_DOTTED},
    {"se", "se", LEGAL_SHOUTED},
    /* United Kingdom, United States */
    {"ltd", "ltd", 0},
    {"limited", "ltd", LEGAL_CAPITAL},
    {"plc", "plc", 0},
    {"llp", "llp", LEGAL_SHOUTED},
    {"llc", "llc", LEGAL_SHOUTED},
    {"inc", "inc", LEGAL_CAPITAL},
    {"incorporated", "inc", LEGAL_CAPITAL},
    {"corp", "corp", LEGAL_CAPITAL},
    /* France, Luxembourg, Italy, Spain, the North */
    {"sa", "sa", LEGAL_SHOUTED},
    {"sarl", "sarl", LEGAL_SHOUTED},
    {"sas", "sas", LEGAL_SHOUTED},
    {"eurl", "eurl", LEGAL_SHOUTED},
    {"spa", "spa", LEGAL_DOTTED},
    {"aps", "aps", LEGAL_CAPITAL},
};

static const struct legal_form *form_of(const char *letters, size_t len)
{
    for (gsize i = 0; i < G_N_ELEMENTS(forms); i++) {
        if (strlen(forms[i].letters) == len && memcmp(forms[i].letters, letters, len) == 0) {
            return &forms[i];
        }
    }
    return NULL;
}

/* Does it stand there as its kind of word must, not to be an ordinary one? */
static gboolean is_written_so(const struct legal_form *form, struct ts_str written)
{
    gboolean has_dot = FALSE;
    gboolean is_shouted = TRUE;
    for (size_t i = 0; i < written.len; i++) {
        has_dot |= written.ptr[i] == '.' && i + 1 < written.len;
        is_shouted &= !g_ascii_islower(written.ptr[i]);
    }
    return form->flags == 0 || has_dot || (is_shouted && form->flags & LEGAL_SHOUTED) ||
           (form->flags & LEGAL_CAPITAL && g_ascii_isupper(written.ptr[0]));
}

#define INITIALS "bnvcsgakoueliprw" /* what legal forms and the words of them begin with */
#define LONGEST_WORD 12u            /* bytes: "incorporated" */

/* May this token be a letter or a word of a legal form? Few are, so few go on from here. */
static gboolean may_begin(const struct token *token)
{
    return token->kind == TOKEN_WORD && token->folded.len <= LONGEST_WORD &&
           memchr(INITIALS, token->folded.ptr[0], strlen(INITIALS));
}

const struct legal_form *legal_form_at(const struct tokens *tokens, struct ts_list blocks,
                                       uint32_t index, uint32_t *behind_r)
{
    char letters[LEGAL_SIZE];
    size_t len = 0;
    const struct legal_form *found = NULL;
    if (index >= tokens->count || !may_begin(&tokens->items[index])) {
        return NULL;
    }
    const struct token *first = &tokens->items[index];
    const struct ts_block *block = ts_item(blocks, first->block);
    for (uint32_t i = index; i < tokens->count && i < index + 9; i++) {
        const struct token *token = &tokens->items[i];
        if (token->kind == TOKEN_SIGN && memchr(".&+", token->folded.ptr[0], 3)) {
            continue;
        }
        if (token->kind != TOKEN_WORD || len + token->folded.len >= sizeof letters) {
            break;
        }
        memcpy(letters + len, token->folded.ptr, token->folded.len);
        len += token->folded.len;
        const struct legal_form *form = form_of(letters, len);
        size_t end = token->offset + token->length;
        if (form &&
            is_written_so(form, ts_bytes(block->text.ptr + first->offset, end - first->offset))) {
            found = form;
            *behind_r =
                token_is_sign(tokens, i + 1, '.') && token_is_joined(tokens, i + 1) ? i + 2 : i + 1;
        }
    }
    return found;
}
