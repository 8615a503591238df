/* SPDX-License-Identifier: MIT
 *
 * A mail on its way: what its sender wrote is read, what it answers or forwards is not.
 */
#include "tests/plugin/mime_support.h"

#define TEXT HEAD "Subject: Re: vloer\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
#define HTML HEAD "Subject: Re: vloer\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
#define OUTLOOK                                                                           \
    "<p><b><span>Van:</span></b> Jan &lt;<a href=\"mailto:jan@oud.example\">jan</a>&gt; " \
    "<br><b>Verzonden:</b> maandag 3 mei 2026 10:00<br><b>Aan:</b> Piet<br>"              \
    "<b>Onderwerp:</b> vloer</p><p>Prof. Dr. Dorgelolaan 30</p>"

static const struct {
    const char *name, *mail, *own, *whole; /* whole: as any other mail is read */
} rows[] = {
    {"no older mail", TEXT "Dag Jan,\r\n\r\nTot morgen.\r\n", "Dag Jan,|Tot morgen.",
     "Dag Jan,|Tot morgen."},
    {"quoted lines", TEXT "Ja.\r\n\r\n> Mag het?\r\n> Groet\r\n\r\nPiet\r\n", "Ja.|Piet",
     "Ja.|> Mag het? Groet|Piet"},
    {"an answer below", TEXT "Op 3 mei 2026 schreef Jan:\r\n> Mag het?\r\n\r\nJa.\r\n", "Ja.",
     "> Op 3 mei 2026 schreef Jan: Mag het?|Ja."},
    {"a separator", TEXT "Zie onder.\r\n\r\n-----Original Message-----\r\nOud adres\r\n",
     "Zie onder.", "Zie onder.|> -----Original Message----- Oud adres"},
    {"heads of Outlook in text",
     TEXT "Zie onder.\r\n\r\nVan: Jan\r\nVerzonden: maandag\r\nAan: Piet\r\n\r\nOud adres\r\n",
     "Zie onder.", "Zie onder.|> Van: Jan Verzonden: maandag Aan: Piet|> Oud adres"},
    {"a citation", HTML "<p>Ja.</p><blockquote type=\"cite\"><p>Oud</p></blockquote><p>Piet</p>",
     "Ja.|Piet", "Ja.|> Oud|Piet"},
    {"a quotation of one's own", HTML "<p>Zij zei:</p><blockquote>Mooi</blockquote>",
     "Zij zei:|> Mooi", "Zij zei:|> Mooi"},
    {"Gmail",
     HTML "<div>Ja.</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">Op 3 mei schreef "
          "&lt;<a href=\"mailto:jan@oud.example\">jan</a>&gt;:</div><blockquote "
          "class=\"gmail_quote\">Oud</blockquote></div><div>Piet</div>",
     "Ja.|Piet", "Ja.|Op 3 mei schreef <jan>:|> Oud|Piet"},
    {"Gmail forwards",
     HTML "<div>Zie onder.</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">---------- "
          "Forwarded message ---------<br>Van: Jan</div><br>Oud adres</div>",
     "Zie onder.", "Zie onder.|---------- Forwarded message --------- Van: Jan|Oud adres"},
    {"Outlook's own words", HTML "<p>Zie onder.</p><div>" OUTLOOK "</div>", "Zie onder.",
     "Zie onder.|Van: Jan <jan> Verzonden: maandag 3 mei 2026 10:00 Aan: Piet Onderwerp: "
     "vloer|Prof. Dr. Dorgelolaan 30"},
    {"Outlook on the web",
     HTML "<p>Ja.</p><div id=\"appendonsend\"></div><hr><div id=\"divRplyFwdMsg\"><b>From</b> "
          "Jan</div><div>Oud</div>",
     "Ja.", "Ja.|From Jan|Oud"},
    {"a form with the words of a head", HTML "<p>Van: Utrecht</p><p>Aan: Eindhoven</p><p>Route</p>",
     "Van: Utrecht|Aan: Eindhoven|Route", "Van: Utrecht|Aan: Eindhoven|Route"},
    {"a rule of dashes", HTML "<p>--- Actie ---</p><p>Nu</p>", "--- Actie ---|Nu",
     "--- Actie ---|Nu"},
};

static void read_as(struct fakehost *fake, gboolean is_outgoing, const char *mail)
{
    static const struct ts_pair outgoing[] = {{{"touchstone-mail", 15}, {"outgoing", 8}}};
    fake->headers = is_outgoing ? (struct ts_list)TS_LIST_OF(outgoing) : (struct ts_list){0};
    assert_int_equal(mime_read(fake, ts_text(mail)), 0);
}

static void test_texts(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        read_as(fake, TRUE, rows[i].mail);
        g_autofree char *own = mime_blocks(fake);
        guint links = fake->links->len;
        read_as(fake, FALSE, rows[i].mail);
        g_autofree char *whole = mime_blocks(fake);
        if (strcmp(own, rows[i].own) || strcmp(whole, rows[i].whole) || links || fake->breach) {
            fail_msg("%s: \"%s\", %u links; whole: \"%s\"", rows[i].name, own, links, whole);
        }
    }
}

#define PART(type, more, body) "--x\r\nContent-Type: " type "\r\n" more "\r\n" body "\r\n"
#define PICTURE(id) PART("image/png", "Content-ID: <" id ">\r\n", "\x89PNG\r\n\x1a\nx")
#define RELATED(html)                                                                      \
    HEAD "Content-Type: multipart/related; boundary=x\r\n\r\n" PART("text/html", "", html) \
        PICTURE("own") PICTURE("old") "--x--\r\n"

static const struct {
    const char *name, *mail, *own;
} parts[] = {
    {"a forwarded mail",
     HEAD "Content-Type: multipart/mixed; boundary=x\r\n\r\n" PART("text/plain", "", "Zie.")
         PART("message/rfc822", "", "From: a@b.example\r\nSubject: oud\r\n\r\nOud adres")
             PART("application/pdf", "", "%PDF-1.4") "--x--\r\n",
     "part=3 application/pdf \n"},
    {"the picture of an old signature",
     RELATED("<p>Ja<img src=\"cid:own\"></p><blockquote type=\"cite\"><img "
             "src=\"cid:old\"></blockquote>"),
     "part=2 image/png \n"},
    {"pictures that nothing names, and nothing older", RELATED("<p>Ja</p>"),
     "part=2 image/png \npart=3 image/png \n"},
};

static void test_parts(void **state)
{
    struct fakehost *fake = *state;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        read_as(fake, TRUE, parts[i].mail);
        g_autofree char *own = mime_children(fake);
        if (strcmp(own, parts[i].own)) {
            fail_msg("%s: \"%s\"", parts[i].name, own);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_parts),
    };
    return cmocka_run_group_tests(tests, mime_set_up, mime_tear_down);
}
