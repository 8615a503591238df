/* SPDX-License-Identifier: MIT
 *
 * The subject: there, whole, and short enough to be shown.
 */
#include "plugins/check-mail/mail.h"

/* An encoded word (RFC 2047) that could not be decoded, or a character that was lost. */
static struct ts_str broken_part(struct ts_str subject)
{
    const char *word = subject.len ? memmem(subject.ptr, subject.len, "=?", 2) : NULL;
    if (word) {
        size_t rest = subject.len - (size_t)(word - subject.ptr);
        const char *mark = rest > 2 ? memchr(word + 2, '?', rest - 2) : NULL;
        if (mark && mark > word + 2 && mark + 2 < subject.ptr + subject.len && mark[2] == '?' &&
            strchr("bBqQ", mark[1])) {
            return ts_bytes(word, rest);
        }
    }
    const char *lost = subject.len ? memmem(subject.ptr, subject.len, "\357\277\275", 3) : NULL;
    return lost ? ts_bytes(lost, 3) : ts_text(NULL);
}

static void judge_size(struct letter *letter)
{
    glong size = g_utf8_strlen(letter->subject.ptr, (gssize)letter->subject.len);
    guint max = letter->mail->subject_max;
    if (max == 0 || size <= (glong)max || (letter->is_template && tags_has_any(letter->subject))) {
        return;
    }
    char text[24], limit[24];
    g_snprintf(text, sizeof text, "%ld", size);
    g_snprintf(limit, sizeof limit, "%u", max);
    struct fault fault = {.rule = "mail/subject-long",
                          .actual = letter->subject,
                          .expected = ts_text(limit),
                          .detail = {ts_text("size"), ts_text(text)}};
    faults_add(&letter->faults, &fault, place_of_header(letter, "subject"));
}

void judge_subject(struct letter *letter)
{
    if (!letter->is_mail) {
        return;
    }
    struct ts_place place = place_of_header(letter, "subject");
    struct ts_str broken = broken_part(letter->subject);
    if (text_trim(letter->subject).len == 0) {
        struct fault fault = {.rule = "mail/subject-missing"};
        faults_add(&letter->faults, &fault, place);
        return;
    }
    if (broken.len) {
        struct fault fault = {.rule = "mail/subject-cut",
                              .actual = letter->subject,
                              .detail = {ts_text("part"), broken}};
        faults_add(&letter->faults, &fault, place);
    }
    judge_size(letter);
}
