/* SPDX-License-Identifier: MIT
 *
 * Merge tags that nobody filled in; in a template, those that nobody can fill in.
 */
#include "plugins/check-mail/mail.h"

/* In a template whole ones are right. */
static const char *rule_of(const struct letter *letter, const struct tag *tag)
{
    return !letter->is_template ? "mail/merge-tag"
           : tag->is_broken     ? "mail/merge-tag-broken"
                                : NULL;
}

static void say(struct letter *letter, const struct tag *tag, struct ts_str actual,
                struct ts_place place)
{
    struct fault fault = {.rule = rule_of(letter, tag), .actual = actual};
    if (tag->is_broken && !letter->is_template) {
        fault.detail = (struct ts_pair){ts_text("half"), actual};
    }
    if (fault.rule) {
        faults_add(&letter->faults, &fault, place);
    }
}

static void judge_block(struct letter *letter, uint32_t index)
{
    const struct ts_block *block = letter_block(letter, index);
    struct tag tag;
    for (size_t at = 0; tags_next(block->text, at, &tag); at = tag.offset + tag.length) {
        struct ts_str actual = ts_bytes(block->text.ptr + tag.offset, tag.length);
        say(letter, &tag, actual, place_in_block(index, tag.offset, tag.length));
    }
}

/* The name is a block; the address behind it is not. */
static void judge_from(struct letter *letter)
{
    struct mailbox mailbox;
    struct tag tag;
    mailbox_parse(letter->from, &mailbox);
    if (tags_next(mailbox.address, 0, &tag)) {
        say(letter, &tag, ts_bytes(mailbox.address.ptr + tag.offset, tag.length),
            place_at(ts_text("from"), 0, 0));
    }
}

void judge_tags(struct letter *letter)
{
    for (uint32_t i = 0; i < letter->document->blocks.count; i++) {
        const struct ts_block *block = letter_block(letter, i);
        if (block->role != TS_ROLE_CODE && block->role != TS_ROLE_QUOTE) {
            judge_block(letter, i);
        }
    }
    judge_from(letter);
}
