/* SPDX-License-Identifier: MIT
 *
 * What a caller hears: prompts, their places and languages, the way through the menu.
 */
#include "tests/plugin/fakehost.h"

#include <setjmp.h>
#include <stdarg.h>
#include <time.h>

#include <cmocka.h>

#define VXML "application/voicexml+xml"
#define SSML "application/ssml+xml"
#define TWIML "application/x-twiml+xml"
#define PHRASES "application/x-freeswitch+xml"
#define VTT "text/vtt"
#define SRT "application/x-subrip"
#define SOUNDS "text/x-asterisk-sounds"
#define SETTINGS "text/x-asterisk-conf"

/* said: "where: text" of each block in order, with its language before it where there is one:
 * "nl where: text". */
static const struct {
    const char *media_type, *text, *said;
} rows[] = {
    /* VoiceXML: a prompt is a block, text without one is a prompt */
    {VXML,
     "<vxml xml:lang='nl'><form id='a'><block>Dag <prompt>Welkom bij\n Vlakwerk</prompt> en"
     "<prompt xml:lang='en'>hello</prompt></block></form></vxml>",
     "nl form=a/block[1]: Dag|nl form=a/block[1]/prompt[1]: Welkom bij Vlakwerk|"
     "nl form=a/block[1]: en|en form=a/block[1]/prompt[2]: hello"},
    {VXML,
     "<vxml><form><field name='k'><prompt>Een?</prompt><noinput>Twee?<reprompt/></noinput>"
     "<noinput count='2'>Drie?</noinput><filled><if cond='a'>Vier<else/>Vijf</if></filled>"
     "</field></form></vxml>",
     "form[1]/field=k/prompt[1]: Een?|form[1]/field=k/noinput[1]: Twee?|"
     "form[1]/field=k/noinput[2]: Drie?|form[1]/field=k/filled[1]: Vier|"
     "form[1]/field=k/filled[1]: Vijf"},
    {VXML,
     "<vxml><menu id='m'><prompt>Kies <enumerate/>uit</prompt><choice next='#a'>offerte</choice>"
     "<choice next='#b'>service</choice></menu></vxml>",
     "menu=m/prompt[1]: Kies uit|menu=m/choice[1]: offerte|menu=m/choice[2]: service"},
    /* what is never heard */
    {VXML,
     "<vxml><script>function a() { return 1; }</script><form><grammar>ja nee</grammar><var "
     "name='x'/><log>gebeld</log><block><![CDATA[<b> & Dag]]></block></form></vxml>",
     "form[1]/block[1]: <b> & Dag"},
    {VXML,
     "<vxml><form><block>Je hebt <value expr='aantal'/> berichten<value expr='x'/></block><block>"
     "<value expr='alleen'/></block></form></vxml>",
     "form[1]/block[1]: Je hebt aantal berichtenx"},
    {VXML,
     "<vxml><form><block><x:gebaar xmlns:x='y' soort='knik'/>Dag <x:gebaar "
     "xmlns:x='y'/>klant</block></form></vxml>",
     "form[1]/block[1]: Dag klant"},
    {VXML, "<vxml><form><block>caf&#233; &amp; &#x2014; bar</block></form></vxml>",
     "form[1]/block[1]: café & — bar"},
    {VXML,
     "<?xml version='1.0' encoding='ISO-8859-1'?><vxml><form><block>caf\xe9 &amp; \xe9\xe9n"
     "</block></form></vxml>",
     "form[1]/block[1]: café & één"},
    {VXML,
     "<!DOCTYPE vxml PUBLIC '-//W3C//DTD VOICEXML 2.1//EN' 'v.dtd'><vxml><form><block>een "
     "&eacute;&eacute;n &nieuw; vloer</block></form></vxml>",
     "form[1]/block[1]: een één &nieuw; vloer"},
    {VXML,
     "<vxml><form><block><prompt><audio src='a.wav'>Welkom <emphasis>terug</emphasis></audio>"
     "</prompt></block></form></vxml>",
     "form[1]/block[1]/prompt[1]: Welkom terug"},
    /* SSML */
    {SSML,
     "<speak xml:lang='nl-NL'>Dag<break/>klant <sub alias='Vlakwerk'>VW</sub>, "
     "<say-as interpret-as='date'>12 mei</say-as><p>Een</p><s>Twee.</s> "
     "<prosody rate='slow'>drie</prosody></speak>",
     "nl-NL speak: Dag klant Vlakwerk, 12 mei|nl-NL p[1]: Een|nl-NL s[1]: Twee.|nl-NL speak: "
     "drie"},
    {SSML, "<speak><audio src='a.mp3'><desc>muziek</desc></audio>Dag</speak>", "speak: Dag"},
    {SSML, "<speak xmlns='http://www.w3.org/2001/10/synthesis'>\r\nDag\r\nklant</speak>",
     "speak: Dag klant"},
    /* TwiML */
    {TWIML,
     "<Response><Say language='nl-NL'>Dag</Say><Gather action='/k'><Say>Een</Say><Say "
     "voice='Google.nl-NL-Standard-A'>Twee</Say></Gather><Dial>030 123</Dial></Response>",
     "nl-NL Say[1]: Dag|Gather[1]/Say[1]: Een|nl-NL Gather[1]/Say[2]: Twee"},
    {TWIML, "<Response><Message>Een</Message><Message><Body>Twee</Body></Message></Response>",
     "Message[1]: Een|Message[2]/Body[1]: Twee"},
    /* FreeSWITCH */
    {PHRASES,
     "<include><macro name='aantal'><input pattern='^1$'><match><action function='speak-text' "
     "data='Een &quot;bericht&quot;.'/></match></input><input pattern='(.*)'><match><action "
     "function='say' data='$1'/><action function='speak-text' data='$1 berichten'/></match>"
     "<nomatch><action function='speak-text' data='Niets'/></nomatch></input></macro></include>",
     "macro=aantal/match[1]: Een \"bericht\".|macro=aantal/match[2]: $1 berichten|"
     "macro=aantal/nomatch[1]: Niets"},
    {PHRASES,
     "<language><nl><vm><prompt phrase='U heeft' filename='vm-a.wav'/><prompt phrase='NULL' "
     "filename='vm-b.wav'/></vm></nl></language>",
     "nl prompt=vm-a.wav: U heeft"},
    {PHRASES,
     "<include><language name='pt_BR'><phrases><macro name='a'><action function='speak-text' "
     "data='Olá'/></macro></phrases></language></include>",
     "pt-BR macro=a: Olá"},
    {PHRASES,
     "<configuration name='ivr.conf'><menus><menu name='hoofd' greet-long='say:Toets 1' "
     "greet-short='phrase:kort'/></menus></configuration>",
     "menu=hoofd: Toets 1"},
    /* captions: sentences go on over cues */
    {VTT,
     "WEBVTT\n\n00:01.000 --> 00:02.000\nGemak op\n\n00:02.000 --> 00:03.500\nelk vlak. Dat\n\n"
     "00:03.500 --> 01:02:05.000\nis wat.\n\nmijn kenmerk\n01:02:06.000 --> 01:02:07.000\nDag.\n",
     "cue[1] 00:00:01: Gemak op elk vlak. Dat is wat.|cue[4] 01:02:06: Dag."},
    {VTT, "WEBVTT\n\n00:01.000 --> 00:02.000\nhalf\n\n00:09.000 --> 00:10.000\nna een pauze\n",
     "cue[1] 00:00:01: half|cue[2] 00:00:09: na een pauze"},
    {VTT,
     "\xef\xbb\xbfWEBVTT titel\r\nkop: x\r\n\r\nNOTE een\r\nopmerking\r\n\r\nSTYLE\r\n::cue{}\r\n"
     "\r\nREGION\r\nid:a\r\n\r\n00:01.000 --> 00:02.000 align:start\r\n<v Anna>Dag <c.fel>jij</c>"
     "<00:01.500>, <i>ja</i>\r\n<v Bob>Dag &amp; &lt;tot ziens&gt;\r\n",
     "cue[1] 00:00:01: Dag jij, ja|cue[1] 00:00:01: Dag & <tot ziens>"},
    {VTT, "WEBVTT\n00:01.000 --> 00:02.000\n2 < 3 en a<b\n- Nee?\n- Ja\n",
     "cue[1] 00:00:01: 2 < 3 en a<b|cue[1] 00:00:01: Nee?|cue[1] 00:00:01: Ja"},
    {VTT,
     "WEBVTT\n\n00:01.000 --> 00:02.000\n[muziek]\n\n00:02.000 --> 00:03.000\n“Dag.”\n\n"
     "00:03.000 --> 00:04.000\nklant\n",
     "cue[1] 00:00:01: [muziek]|cue[2] 00:00:02: “Dag.”|cue[3] 00:00:03: klant"},
    {SRT,
     "1\n0:0:1,5 --> 00:00:02,000\n{\\an8}<b>Dag</b> klant,\n \n2\n00:00:02,000 --> 00:00:03,000\n"
     "tot <font color=\"red\">ziens</font>.\n",
     "cue[1] 00:00:01: Dag klant, tot ziens."},
    /* Asterisk */
    {SOUNDS, "; Geluiden\n\nvm-dag: Tot  ziens\nvm-piep: [piep]\nvm-hallo:Hallo: jij\n",
     "sound=vm-dag: Tot ziens|sound=vm-hallo: Hallo: jij"},
    {SETTINGS,
     "[general]\n;emailbody=nee\nemailsubject = Bericht van ${VM_CALLERID} ; uitleg\n"
     "emailbody=Dag ${IF($[1]?a:b)},\\n\\n\\tje hebt\\npost\\; echt.\\n\n"
     "[default]\n12 => 34,Anna,a@b.example,,delete=1|emailbody=Dag, jij|rip=1\n",
     "emailsubject: Bericht van ${VM_CALLERID}|emailbody: Dag ${IF($[1]?a:b)},|"
     "emailbody: je hebt post\\; echt.|emailbody: Dag, jij"},
};

static char *describe(const struct fakehost *fake)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fake->blocks->len; i++) {
        const struct fake_block *block = g_ptr_array_index(fake->blocks, i);
        g_string_append_printf(out, "%s%s%s%s: %s", i ? "|" : "", block->language,
                               *block->language ? " " : "", block->where, block->text);
    }
    return g_string_free(out, FALSE);
}

static void test_said(void **state)
{
    struct fakehost *fake = fakehost_new("read-voice");
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        fakehost_reset(fake);
        int done = fakehost_read(fake, rows[i].media_type, "", "t", ts_text(rows[i].text));
        g_autofree char *said = describe(fake);
        if (done != 0 || fake->breach || strcmp(said, rows[i].said) != 0) {
            fail_msg("row %zu: %s\n  wanted %s\n  got    %s (%s%s)", i, rows[i].text, rows[i].said,
                     said, fake->breach ? fake->breach : "", fake->failure ? fake->failure : "");
        }
    }
    fakehost_free(&fake);
}

/* "purpose href where" of each link, and the anchors after a #. */
static const struct {
    const char *media_type, *text, *links;
} link_rows[] = {
    {VXML,
     "<vxml application='wortel.vxml'><menu id='m'><choice next='#s'>s</choice></menu><form "
     "id='s'><link next='hulp.vxml?a=1&amp;b=2'><grammar>hulp</grammar></link><block>Dag<goto "
     "next='b.vxml#c'/><submit next='/k' method='post'/><submit next='/g'/></block><subdialog "
     "name='d' src='d.vxml'/></form></vxml>",
     "0 wortel.vxml vxml|0 #s menu=m/choice[1]|0 hulp.vxml?a=1&b=2 form=s|"
     "0 b.vxml#c form=s/block[1]|6 /k form=s/block[1]|0 /g form=s/block[1]|"
     "0 d.vxml form=s/subdialog=d|#m|#s"},
    {TWIML, "<Response><Redirect>\n  /verder?a=1&amp;b=2 </Redirect></Response>",
     "0 /verder?a=1&b=2 Response"},
    {VXML,
     "<vxml xml:lang='nl'><form><block>Bel <say-as interpret-as='telephone'>14 030</say-as>, of "
     "nul dertig, honderd <break/>drieëntwintig, vijfenveertig, zevenenzestig.</block></form>"
     "</vxml>",
     "4 tel:14030 form[1]/block[1]|4 tel:0301234567 form[1]/block[1]"},
    {TWIML, "<Response><Say language='en'>Your order is 0301234567.</Say></Response>", ""},
    {SRT,
     "1\n00:00:01,000 --> 00:00:02,000\nBel nul zes, een twee\n\n2\n"
     "00:00:02,000 --> 00:00:03,000\ndrie vier vijf zes zeven acht.\n",
     "4 tel:0612345678 cue[1] 00:00:01"},
};

static void test_links(void **state)
{
    struct fakehost *fake = fakehost_new("read-voice");
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(link_rows); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        fakehost_reset(fake);
        fakehost_read(fake, link_rows[i].media_type, "", "t", ts_text(link_rows[i].text));
        for (guint n = 0; n < fake->links->len; n++) {
            const struct fake_link *link = g_ptr_array_index(fake->links, n);
            g_string_append_printf(out, "%s%u %s %s", n ? "|" : "", link->purpose, link->href,
                                   link->where);
        }
        for (guint n = 0; n < fake->anchors->len; n++) {
            g_string_append_printf(out, "|#%s", (char *)g_ptr_array_index(fake->anchors, n));
        }
        if (fake->breach || strcmp(out->str, link_rows[i].links) != 0) {
            fail_msg("row %zu: %s\n  wanted %s\n  got    %s", i, link_rows[i].text,
                     link_rows[i].links, out->str);
        }
    }
    fakehost_free(&fake);
}

/* What is said of what was not read: "!reason" if the document is refused. */
static const struct {
    const char *media_type, *text, *missing;
} missing_rows[] = {
    {VXML, "<vxml><form><block>Dag <audio src='a/piep.wav'/>klant</block></form></vxml>",
     "1 recording without a transcript was not read: piep.wav"},
    {VXML, "<vxml><form><block><audio expr=\"naam\"/></block></form></vxml>",
     "1 recording without a transcript was not read: naam"},
    {TWIML,
     "<Response><Play>https://a.example/1.mp3?x=1</Play><Play>2.mp3</Play><Play>3.mp3</Play>"
     "<Play>2.mp3</Play><Play>4.mp3</Play></Response>",
     "4 recordings without a transcript were not read: 1.mp3, 2.mp3, 3.mp3 and 1 more"},
    {PHRASES,
     "<include><macro name='a'><match><action function='play-file' data='vm/a.wav'/><action "
     "function='play-file' data='silence_stream://10'/><action function='play-file' "
     "data='$1'/></match></macro></include>",
     "1 recording without a transcript was not read: a.wav"},
    {SOUNDS, "a-b: Dag\nc-d:\n", "1 recording without a transcript was not read: c-d"},
    {SETTINGS, "[a]\nexten = 1,1,Playback(x/y&z,skip)\n",
     "2 recordings without a transcript were not read: y, z"},
    {VXML, "<vxml><form><block>Dag</form></vxml>",
     "!is not well-formed XML: line 1: Opening and ending tag mismatch: block line 1 and form"},
    {VXML, "<vxml>\n<form>\n<block>Dag",
     "!is not well-formed XML: line 3: the document ends too early"},
    {VXML,
     "<?xml version='1.0' encoding='utf-8'?>\n<vxml><form><block>D\xe9g</block></form></vxml>",
     "!is not XML: line 2: a byte that is no character of UTF-8"},
    {VXML, "<!DOCTYPE vxml [<!ENTITY a 'b'>]><vxml><form><block>&a;</block></form></vxml>",
     "!declares entities of its own, which is not accepted here"},
    {VXML,
     "<!DOCTYPE vxml [<!ENTITY % a SYSTEM 'file:///etc/passwd'> %a;]><vxml><form><block>Dag"
     "</block></form></vxml>",
     "!declares entities of its own, which is not accepted here"},
    {VXML, "<vxml><form><var name='a'/></form></vxml>",
     "!nobody hears a word of it: VoiceXML without a prompt"},
    {TWIML, "<Response><Dial><Number>030 123 45 67</Number></Dial></Response>",
     "!nobody hears a word of it: TwiML that says nothing"},
    {SETTINGS, "[general]\nenable=yes\n", "!nobody hears a word of it: configuration of Asterisk"},
    {VXML, "<planten><eik/></planten>", "!no reader for XML whose root is <planten>"},
    {VXML, " \n", "!is empty"},
    {VTT, "WEBVTT", "!nobody hears a word of it: a transcript without a cue"},
    {VTT, "WEBVTTX\n\n00:01.000 --> 00:02.000\nDag\n",
     "!is not WebVTT: it does not begin with WEBVTT"},
    {VTT,
     "WEBVTT\n\n00:01.000 --> 00:02.000\nDag\n\n00:61.000 --> 0\nweg\n\nlos\n\n00:5 -->\nweg\n",
     "cues whose times are broken were not read (2, the first in line 6)|"
     "text outside of cues was not read (1, the first in line 9)"},
    {VTT, "WEBVTT\n\n1:0.0 --> x\nweg\n",
     "!nobody hears a word of it: cues whose times are broken were not read (1, the first in line "
     "3)"},
};

static void test_missing(void **state)
{
    struct fakehost *fake = fakehost_new("read-voice");
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(missing_rows); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        fakehost_reset(fake);
        int done =
            fakehost_read(fake, missing_rows[i].media_type, "", "t", ts_text(missing_rows[i].text));
        for (guint n = 0; done == 0 && n < fake->truncated->len; n++) {
            g_string_append_printf(out, "%s%s", n ? "|" : "",
                                   (char *)g_ptr_array_index(fake->truncated, n));
        }
        if (done != 0) {
            g_string_printf(out, "!%s", fake->failure);
        }
        if (fake->breach || strcmp(out->str, missing_rows[i].missing) != 0) {
            fail_msg("row %zu: %s\n  wanted %s\n  got    %s", i, missing_rows[i].text,
                     missing_rows[i].missing, out->str);
        }
    }
    fakehost_free(&fake);
}

/* Where the sought words stand in the source. */
static const struct {
    const char *media_type, *text, *words;
    unsigned line, column;
} place_rows[] = {
    {VXML, "<vxml><form>\n<block>\n   Dag &amp; tot\n  morgen</block></form></vxml>", "Dag", 3, 4},
    {VXML, "<vxml><form>\n<block>\n   Dag &amp; tot\n  morgen</block></form></vxml>", "& tot", 3,
     8},
    {VXML, "<vxml><form>\n<block>\n   Dag &amp; tot\n  morgen</block></form></vxml>", "tot", 3, 14},
    {VXML, "<vxml><form>\n<block>\n   Dag &amp; tot\n  morgen</block></form></vxml>", "morgen", 4,
     3},
    {VXML, "<vxml>\r\n<form><block>één <b>twee</b> drie</block></form></vxml>", "drie", 2, 30},
    {VXML, "<vxml><form><block>\n<![CDATA[ en ]]>dan</block></form></vxml>", "en", 2, 11},
    {VXML, "<vxml><form><block>\n<![CDATA[ en ]]>dan</block></form></vxml>", "dan", 2, 17},
    {SSML, "<speak>\n<sub alias='Vlakwerk'>VW</sub></speak>", "Vlakwerk", 2, 13},
    {PHRASES,
     "<include><macro name='a'>\n<action function='speak-text' data='Je &quot;hebt&quot;"
     " $1 post'/></macro></include>",
     "post", 2, 60},
    {VTT, "WEBVTT\n\n00:01.000 --> 00:02.000\nGemak\n  op\n\n00:02.000 --> 00:03.000\n<i>elk</i>",
     "elk", 8, 4},
    {VTT, "WEBVTT\n\n00:01.000 --> 00:02.000\nGemak\n  op\n", "op", 5, 3},
    {SOUNDS, ";\n\na-b:  Tot ziens\n", "ziens", 3, 11},
};

static void test_places(void **state)
{
    struct fakehost *fake = fakehost_new("read-voice");
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(place_rows); i++) {
        fakehost_reset(fake);
        fakehost_read(fake, place_rows[i].media_type, "", "t", ts_text(place_rows[i].text));
        assert_int_equal(fake->blocks->len, 1);
        const struct fake_block *block = g_ptr_array_index(fake->blocks, 0);
        const char *found = strstr(block->text, place_rows[i].words);
        assert_non_null(found);
        unsigned line = 0, column = 0;
        for (guint m = 0; m < block->marks->len; m++) {
            const struct ts_mark *mark = &g_array_index(block->marks, struct ts_mark, m);
            if (block->text + mark->offset <= found) {
                line = mark->line;
                column = mark->column + (unsigned)g_utf8_strlen(block->text + mark->offset,
                                                                found - block->text - mark->offset);
            }
        }
        if (line != place_rows[i].line || column != place_rows[i].column) {
            fail_msg("row %zu: %s: line %u, column %u", i, place_rows[i].words, line, column);
        }
    }
    fakehost_free(&fake);
}

static const struct {
    const char *text, *media_type; /* NULL: none of this reader's */
} sniff_rows[] = {
    {"<?xml version='1.0'?>\n<!-- x --><vxml>", VXML},
    {"<!DOCTYPE vxml [<!ENTITY a '>'>]><vxml>", VXML},
    {"<speak>", SSML},
    {"<v:Response xmlns:v='x'>", TWIML},
    {"<include><macro name='a'>", PHRASES},
    {"<include><param name='a'/></include>", NULL},
    {"<document type=\"freeswitch/xml\">", PHRASES},
    {"<document><titel/></document>", NULL},
    {"<urlset><url/></urlset>", NULL},
    {"<html><body><vxml/>", NULL},
    {"WEBVTT\n", VTT},
    {"WEBVTTX\n", NULL},
    {"\xef\xbb\xbf\r\n1\r\n00:00:01,000 --> 00:00:02,000\r\n", SRT},
    {"1\nEen gewone regel\n", NULL},
    {"; x\na-b: Dag\nb-c: Dag\nb-d: Dag\ne: Dag\nf: Dag\n", SOUNDS},
    {"Anna: Dag\nBob: Dag\nAnna: Ja\nBob: Nee\nAnna: Tot ziens\nBob: Dag\n", NULL},
    {"Welkom bij Vlakwerk.\nToets 1: offerte\n", NULL},
    {"from: a\nto: b\nsubject: c\ndate: d\nreply-to: e\n", NULL},
    {"; x\n[general]\na=b\nc => d\n", SETTINGS},
    {"[muziek]\nWelkom bij Vlakwerk.\n", NULL},
    {"", NULL},
    {"<", NULL},
};

static void test_sniff(void **state)
{
    struct fakehost *fake = fakehost_new("read-voice");
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(sniff_rows); i++) {
        const char *known = fake->plugin->reader->sniff(ts_text(sniff_rows[i].text));
        if (g_strcmp0(known, sniff_rows[i].media_type) != 0) {
            fail_msg("row %zu: %s is %s", i, sniff_rows[i].text, known ? known : "none");
        }
    }
    fakehost_free(&fake);
}

/* What a file's name says of its language, where its format has that. */
static void test_language(void **state)
{
    static const struct {
        const char *media_type, *locator, *text, *language;
    } names[] = {
        {VTT, "a/film.nl.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nDag\n", "nl"},
        {VTT, "a/film.hd.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nDag\n", ""},
        {VTT, "film.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\nDag\n", ""},
        {SOUNDS, "core-sounds-es.txt", "a: Hola\n", "es"},
        {PHRASES, "conf/lang/de/vm/tts.xml",
         "<include><macro name='a'><action function='speak-text' data='Tag'/></macro></include>",
         "de"},
        {VXML, "menu.nl.vxml", "<vxml><form><block>Dag</block></form></vxml>", ""},
    };
    struct fakehost *fake = fakehost_new("read-voice");
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        fakehost_reset(fake);
        fakehost_read(fake, names[i].media_type, "", names[i].locator, ts_text(names[i].text));
        const struct fake_block *block = g_ptr_array_index(fake->blocks, 0);
        assert_string_equal(block->language, names[i].language);
        assert_string_equal(fake->language, names[i].language);
    }
    fakehost_reset(fake);
    fakehost_read(
        fake, SSML, "", "t",
        ts_text("<speak xml:lang='nl'>Dag <lang xml:lang='en'>my <emphasis>dear</emphasis>"
                "</lang> klant</speak>"));
    const struct fake_block *block = g_ptr_array_index(fake->blocks, 0);
    const struct ts_span *span = &g_array_index(block->spans, struct ts_span, 0);
    assert_int_equal(block->spans->len, 1);
    assert_int_equal(span->kind, TS_SPAN_LANGUAGE);
    assert_int_equal(span->offset, 4);
    assert_int_equal(span->length, 7);
    assert_true(ts_is(span->value, "en"));
    fakehost_free(&fake);
}

/* Deep, wide and long documents end in a sentence, and soon. */
static void test_large(void **state)
{
    struct fakehost *fake = fakehost_new("read-voice");
    g_autoptr(GString) text = g_string_new("<vxml><form>");
    (void)state;
    for (guint i = 0; i < 2000; i++) {
        g_string_append(text, "<block>");
    }
    assert_int_equal(fakehost_read(fake, VXML, "", "t", ts_bytes(text->str, text->len)), -1);
    assert_string_equal(fake->failure, "its elements lie more than 256 deep");

    g_string_assign(text, "<vxml><form>");
    for (guint i = 0; i < 100000; i++) {
        g_string_append(text, i % 1000 ? "" : "<block/>een ");
        g_string_append(text, "nul dertig één twee drie vier vijf zes zeven; ");
    }
    g_string_append(text, "<block>");
    for (guint i = 0; i < 100000; i++) {
        g_string_append(text, "één ");
    }
    g_string_append(text, "</block></form></vxml>");
    fakehost_reset(fake);
    clock_t begin = clock();
    assert_int_equal(fakehost_read(fake, VXML, "", "t", ts_bytes(text->str, text->len)), 0);
    assert_int_equal(fake->links->len, 1000);
    assert_int_equal(fake->blocks->len, 101);
    assert_string_equal(g_ptr_array_index(fake->truncated, 0),
                        "prompts beyond 256 KB each were not read");
    assert_string_equal(g_ptr_array_index(fake->truncated, 1),
                        "telephone numbers beyond the first 1,000 were not taken in");
    assert_true(clock() - begin <
                30 * CLOCKS_PER_SEC); /* of the processor: others may be at work */
    fakehost_free(&fake);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_said),    cmocka_unit_test(test_links),
        cmocka_unit_test(test_missing), cmocka_unit_test(test_places),
        cmocka_unit_test(test_sniff),   cmocka_unit_test(test_language),
        cmocka_unit_test(test_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
