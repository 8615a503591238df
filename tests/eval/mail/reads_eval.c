/* SPDX-License-Identifier: MIT
 *
 * Every file of a corpus of mails, whatever it is, is read or refused with a reason, soon, and
 * within the contract; every newsletter in HTML, sent as a mail, yields text.
 * "reads_eval MAILS NEWSLETTERS" prints what is refused, and the preheaders that were found.
 */
#include <time.h>

#include "tests/eval/mail/mail_support.h"

#define SLOW_MSEC 1000

struct tally {
    struct fakehost *fake;
    guint all, read, refused, cut, wrong;
    guint newsletters, with_text, with_preheader;
};

static void judge(struct tally *tally, const char *name, int done, gint64 msec)
{
    struct fakehost *fake = tally->fake;
    gboolean has_reason = fake->failure && *fake->failure;
    tally->all++;
    tally->read += done == 0 ? 1 : 0;
    tally->refused += done != 0 && has_reason ? 1 : 0;
    tally->cut += fake->truncated->len ? 1 : 0;
    if (fake->breach || (done != 0 && !has_reason) || msec > SLOW_MSEC) {
        tally->wrong++;
        printf("  %s: %s, %d ms\n", name, fake->breach ? fake->breach : "no reason", (int)msec);
    } else if (done != 0) {
        printf("  refused: %s: %s\n", name, fake->failure);
    }
}

static void run_mail(struct tally *tally, const char *folder, const char *name)
{
    g_autofree char *owned = NULL;
    struct ts_str bytes = mail_load(folder, name, &owned);
    const char *sniffed = tally->fake->plugin->reader->sniff(bytes);
    clock_t begin = clock(); /* the machine may be busy */
    int done = mail_read_bytes(tally->fake, sniffed ? sniffed : "message/rfc822", bytes);
    judge(tally, name, done, (gint64)(clock() - begin) * 1000 / CLOCKS_PER_SEC);
}

/* Is there a word outside of tags, comments and styles? Some pages try out rules and pictures only.
 */
static gboolean has_words(struct ts_str html)
{
    static const char pattern[] = "<!--.*?-->|<style.*?</style>|<head.*?</head>|<[^>]*>|&[^;]*;";
    g_autoptr(GRegex) markup = g_regex_new(pattern, G_REGEX_DOTALL | G_REGEX_CASELESS, 0, NULL);
    g_autofree char *valid = g_utf8_make_valid(html.ptr, (gssize)html.len);
    g_autofree char *bare = g_regex_replace_literal(markup, valid, -1, 0, " ", 0, NULL);
    g_autofree char *folded = mail_fold(bare);
    return *folded != '\0';
}

static void run_newsletter(struct tally *tally, const char *folder, const char *name)
{
    g_autofree char *owned = NULL;
    struct ts_str html = mail_load(folder, name, &owned);
    GString *mail = g_string_new("From: Vlakwerk <info@vlakwerk.example>\r\nSubject: Nieuws\r\n"
                                 "Content-Type: text/html; charset=utf-8\r\n\r\n");
    g_string_append_len(mail, html.ptr, (gssize)html.len);
    int done = mail_read_bytes(tally->fake, "message/rfc822", ts_bytes(mail->str, mail->len));
    g_autofree char *text = mail_text(tally->fake, "part=");
    if (!has_words(html)) {
        printf("  has no words: %s\n", name);
        return;
    }
    tally->newsletters++;
    tally->with_text += done == 0 && *text ? 1 : 0;
    if (done != 0 || !*text) {
        printf("  no text: %s\n", name);
    }
    for (guint i = 0; i < tally->fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(tally->fake->blocks, i);
        if (block->role == TS_ROLE_PREHEADER) {
            printf("  preheader: %s: %.100s\n", name, block->text);
            tally->with_preheader++;
            break;
        }
    }
    g_string_free(mail, TRUE);
}

typedef void (*run_fn)(struct tally *tally, const char *folder, const char *name);

/* All files of the folders in a folder. */
static gboolean run_folders(struct tally *tally, const char *corpus, const char *ending, run_fn run)
{
    g_autoptr(GPtrArray) folders = mail_files(corpus, "");
    for (guint i = 0; folders && i < folders->len; i++) {
        g_autofree char *folder = g_build_filename(corpus, g_ptr_array_index(folders, i), NULL);
        g_autoptr(GPtrArray) names = mail_files(folder, ending);
        for (guint k = 0; names && k < names->len; k++) {
            run(tally, folder, g_ptr_array_index(names, k));
        }
    }
    return folders != NULL;
}

int main(int argc, char **argv)
{
    struct tally tally = {.fake = mail_host("read-mime")};
    if (argc < 3 || !run_folders(&tally, argv[1], "", run_mail) ||
        !run_folders(&tally, argv[2], ".html", run_newsletter)) {
        printf("no mails and newsletters at %s\n", argc > 2 ? argv[1] : "?");
        return 77;
    }
    printf("files: %u, read %u (of these in part %u), refused with a reason %u\n", tally.all,
           tally.read, tally.cut, tally.refused);
    printf("newsletters: %u, with text %u, with a preheader %u\n", tally.newsletters,
           tally.with_text, tally.with_preheader);
    fakehost_free(&tally.fake);
    return tally.wrong || tally.read + tally.refused != tally.all || tally.all == 0 ||
           tally.with_text != tally.newsletters;
}
