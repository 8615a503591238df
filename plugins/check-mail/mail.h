/* SPDX-License-Identifier: MIT
 *
 * What is wrong with a mail as a mail: its sender, its parts, its links and pictures, and what a
 * mailing program left in it.
 */
#ifndef PLUGINS_CHECK_MAIL_MAIL_H
#define PLUGINS_CHECK_MAIL_MAIL_H

#include <glib.h>

#include "plugins/common/url.h"
#include "touchstone/plugin.h"

#define MAIL_FAULTS_MAX 200u     /* different findings of one rule in one document */
#define MAIL_PLACES_MAX 1000u    /* of one finding in one document */
#define MAIL_LEFT_OUT_MAX 10000u /* of one rule, after which nothing is compared any more */
#define MAIL_SHOWN_MAX 400u      /* bytes of what is shown */
#define MAIL_HREF_MAX 8192u      /* bytes of a link that is looked into */
#define MAIL_TAG_MAX 300u        /* bytes of one merge tag */
#define MAIL_FIGURES_MAX 5000u   /* prices, dates and the like of one part */
#define MAIL_DIFFERENCES_MAX 20u /* told of one pair of parts */

/* settings.c: the options, and who we are by the brand book. */
struct mail {
    guint subject_max, preheader_max; /* characters; 0 = any */
    GPtrArray *domains;               /* char *: ours, in normal form */
    GHashTable *addresses;            /* char *: ours, lower case */
    GPtrArray *names;                 /* char *: ours, bare */
    GPtrArray *staging;               /* char *: patterns of hosts */
    GHashTable *allowed;              /* char *: bare, never a finding */
};
/* 0, or -1 with a reason that names the entry. */
int mail_load(struct ts_call *call, const struct ts_open *open, struct mail *mail);
void mail_clear(struct mail *mail);
/* Is there anything to hold a sender against? */
gboolean mail_knows_us(const struct mail *mail);
/* host in normal form: one of our domains, or below one. */
gboolean mail_is_own_host(const struct mail *mail, struct ts_str host);

/* text.c */
/* At most MAIL_SHOWN_MAX bytes, cut between characters. */
struct ts_str text_shorten(struct ts_str text);
char *text_dup(struct ts_str text);
/* Letters and digits alone, case folded; the caller frees it. */
char *text_bare(struct ts_str text);
/* Without white space, also no-break, and what fills a preheader up at both ends. */
struct ts_str text_trim(struct ts_str text);
gboolean text_has(struct ts_str text, const char *needle);
/* The same in any case of ASCII letters; needle in lower case. */
gboolean text_has_folded(struct ts_str text, const char *needle);
gboolean text_begins(struct ts_str text, const char *start);

/* faults.c: what is wrong in one document; equal ones are one finding with many places. */
struct fault {
    const char *rule; /* a literal */
    unsigned severity;
    struct ts_str expected, actual;
    struct ts_pair detail; /* name NULL = none */
};
struct faults {
    struct ts_call *call;
    const GHashTable *allowed;
    GPtrArray *list;     /* struct own_fault *, in the order they were met */
    GHashTable *by_text; /* char *: rule, expected and actual -> its struct own_fault */
    GHashTable *by_rule; /* the rule's literal -> struct rule_faults */
};
void faults_begin(struct faults *faults, struct ts_call *call, const struct mail *mail);
/* Copies what it is given. */
void faults_add(struct faults *faults, const struct fault *fault, struct ts_place place);
/* Emits all; 0, or -1. */
int faults_emit(struct faults *faults);
void faults_end(struct faults *faults);

/* letter.c: what a document is, and what is known of it before it is judged. */
enum letter_part { PART_HEAD, PART_TEXT, PART_HTML };
struct letter {
    struct ts_call *call;
    const struct mail *mail;
    const struct ts_document *document;
    gboolean is_mail;     /* with headers; else a file of HTML that becomes one */
    gboolean is_template; /* merge tags are right */
    gboolean is_marketing, is_transactional;
    gboolean has_text, has_html;
    gboolean has_all_headers; /* the reader tells each header that is asked for */
    struct ts_str subject, from;
    char from_host[HOST_NAME_SIZE]; /* in normal form, or empty */
    struct faults faults;
};
/* FALSE: a document that is no mail of ours. */
gboolean letter_init(struct letter *letter, struct ts_call *call, const struct mail *mail,
                     const struct ts_document *document);
const struct ts_block *letter_block(const struct letter *letter, uint32_t index);
/* In which part of the mail a path lies. */
enum letter_part letter_part_of(const struct letter *letter, struct ts_str where);
/* "1.2" of "part=1.2/html/body/p"; empty if there is none. */
struct ts_str letter_part_path(struct ts_str where);
/* The value of a header, or of other metadata; ptr NULL if it is not there. */
struct ts_str letter_meta(const struct letter *letter, const char *name);
/* Ours by the brand book, or of the sender's domain where it names none. */
gboolean letter_is_own_host(const struct letter *letter, struct ts_str host);

struct ts_place place_in_block(uint32_t block, size_t offset, size_t length);
struct ts_place place_of_block(const struct letter *letter, uint32_t block);
struct ts_place place_at(struct ts_str where, uint32_t line, uint32_t column);
/* The block of a header, or no block but its name. */
struct ts_place place_of_header(const struct letter *letter, const char *name);

/* address.c: "Vlakwerk <news@vlakwerk.example>". */
struct mailbox {
    struct ts_str name;    /* as shown; empty if there is none */
    struct ts_str address; /* empty if there is none */
    struct ts_str host;    /* behind its last @ */
};
/* The first of a list. */
void mailbox_parse(struct ts_str header, struct mailbox *mailbox_r);

/* tags.c: merge tags of mailing programs and template languages. */
struct tag {
    size_t offset, length;
    gboolean is_broken; /* half of one */
};
/* The next one at or after from. Linear in the text. */
gboolean tags_next(struct ts_str text, size_t from, struct tag *tag_r);
gboolean tags_has_any(struct ts_str text);

/* hosts.c: where a link leads that customers should not be sent. */
enum host_fault { HOST_IS_FINE, HOST_IS_INSIDE, HOST_IS_STAGING, HOST_IS_PLACEHOLDER };
enum host_fault host_judge(const struct letter *letter, struct ts_str host);

/* figures.c: prices, percentages, dates and telephone numbers in text. */
enum figure_kind { FIGURE_PRICE, FIGURE_PERCENT, FIGURE_DATE, FIGURE_PHONE };
struct figure {
    enum figure_kind kind;
    uint32_t block;
    size_t offset, length; /* in the block's text */
    char digits[24];       /* of a date: day and month, "2.11" */
};
/* Appends those of a block to the array of struct figure; no more than MAIL_FIGURES_MAX. */
void figures_find(struct ts_str text, uint32_t block, GArray *figures);
/* The month that the word at the start of a text names; 0 if it names none. */
guint month_of(struct ts_str text);

/* part_links.c, part_figures.c, parts.c */
struct pair {
    struct letter *letter;
    struct ts_str text_path, html_path;
    guint told;
    gboolean is_whole; /* the text part leaves next to nothing out */
};
gboolean pair_is_text(const struct pair *pair, uint32_t block);
gboolean pair_is_html(const struct pair *pair, uint32_t block);
void pair_say(struct pair *pair, const char *what, const struct fault *fault,
              struct ts_place place);
void pair_judge_figures(struct pair *pair);
void pair_judge_links(struct pair *pair);

/* The rules, one file each; in the order in which they are told. */
void judge_subject(struct letter *letter);
void judge_preheader(struct letter *letter);
void judge_sender(struct letter *letter);
void judge_parts(struct letter *letter);
void judge_unsubscribe(struct letter *letter);
void judge_salutation(struct letter *letter);
void judge_tags(struct letter *letter);
void judge_links(struct letter *letter);
void judge_pictures(struct letter *letter);

/* expected.c: a mail that should have come. */
int expected_inspect(struct ts_call *call, const struct ts_document *document);

/* salutation.c: the bytes of "Beste" at the start of a text, or 0; of "Beste ," and "Dear null"
 * with what is wrong in it, and then *is_empty_r. */
size_t salutation_size(struct ts_str text, gboolean *is_empty_r);

/* inspect.c */
int mail_inspect(struct ts_call *call, void *self, const struct ts_document *document);

#endif
