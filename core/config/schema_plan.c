/* SPDX-License-Identifier: MIT
 *
 * What touchstone.yaml may hold.
 */
#include "core/config/schema.h"

static const struct schema_field id_item = {.name = "id", .type = SCHEMA_ID};

static const struct schema_field phase_item = {
    .name = "phase",
    .type = SCHEMA_CHOICE,
    .choices = "before|during|after",
};

static const struct schema_field expects_item = {
    .name = "expects",
    .type = SCHEMA_CHOICE,
    .choices = "promise|logo|name|address|phone|email",
};

static const struct schema_field patterns = {.name = "pattern", .type = SCHEMA_LIST};

static const struct schema_field touchpoint_fields[] = {
    {.name = "id",
     .type = SCHEMA_ID,
     .flags = SCHEMA_REQUIRED,
     .help = "Short name, the same in every run: findings are kept under it."},
    {.name = "name", .type = SCHEMA_TEXT, .help = "Name for people; the id if absent."},
    {.name = "channel",
     .type = SCHEMA_CHANNEL,
     .flags = SCHEMA_REQUIRED,
     .choices = "website|email|phone|document|social|review|print|shop|packaging|app|chat|letter|"
                "radio|television|event|vehicle",
     .help = "How the customer meets it; decides what it should show, and is a kind of all its "
             "documents."},
    {.name = "phase",
     .type = SCHEMA_LIST,
     .of = &phase_item,
     .help = "Before, during or after the purchase; one or several."},
    {.name = "category",
     .type = SCHEMA_CHOICE,
     .choices = "message|interaction|product|setting",
     .help = "What kind of contact it is."},
    {.name = "control",
     .type = SCHEMA_CHOICE,
     .choices = "owned|partner|external",
     .fallback = "owned",
     .help = "In whose hands it is; findings at an external one are at most info."},
    {.name = "owner", .type = SCHEMA_TEXT, .help = "Who mends it: a team or a firm."},
    {.name = "importance",
     .type = SCHEMA_INTEGER,
     .min = 1,
     .max = 5,
     .fallback = "3",
     .help = "1 to 5; orders the worklist."},
    {.name = "expects",
     .type = SCHEMA_LIST,
     .of = &expects_item,
     .help = "What must be found there; by default decided by the channel."},
    {.name = "source",
     .type = SCHEMA_SOURCE,
     .help = "Where its documents come from: one source with its options."},
    {.name = "kinds",
     .type = SCHEMA_DICTIONARY,
     .of = &patterns,
     .keys = SCHEMA_ID,
     .help = "Which pages play which role: kind, then a pattern of the path; * crosses /, the "
             "first match wins."},
    {.name = "stage",
     .type = SCHEMA_CHOICE,
     .choices = "template|final",
     .help =
         "Are its mails templates, in which merge tags are right, or as the customer gets them? "
         "A kind of all its documents."},
    {.name = "mail_type",
     .type = SCHEMA_CHOICE,
     .choices = "marketing|transactional",
     .help = "Marketing needs a way to unsubscribe. A kind of all its documents."},
    {.name = "historic",
     .type = SCHEMA_LIST,
     .help = "Patterns of pages that may rightly show the old."},
    {.name = "checks",
     .type = SCHEMA_CHECKS,
     .help = "Options of checks at this touchpoint, or off."},
    {NULL},
};

const struct schema_field schema_touchpoint = {
    .name = "touchpoints",
    .type = SCHEMA_MAP,
    .of = touchpoint_fields,
};

static const struct schema_field variant_fields[] = {
    {.name = "id", .type = SCHEMA_ID, .flags = SCHEMA_REQUIRED, .help = "Short name."},
    {.name = "name", .type = SCHEMA_TEXT, .help = "Name for people."},
    {.name = "steps",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_REQUIRED | SCHEMA_FILLED,
     .of = &id_item,
     .help = "Ids of touchpoints, in the other order."},
    {NULL},
};

static const struct schema_field variant_item = {
    .name = "variants",
    .type = SCHEMA_MAP,
    .of = variant_fields,
};

static const struct schema_field journey_fields[] = {
    {.name = "id", .type = SCHEMA_ID, .flags = SCHEMA_REQUIRED, .help = "Short name."},
    {.name = "name", .type = SCHEMA_TEXT, .help = "Name for people; the id if absent."},
    {.name = "steps",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_REQUIRED | SCHEMA_FILLED,
     .of = &id_item,
     .help = "Ids of touchpoints, in the order in which a customer meets them."},
    {.name = "variants",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_UNIQUE,
     .of = &variant_item,
     .help = "The same journey with its steps in another order, or without one."},
    {NULL},
};

static const struct schema_field journey_item = {
    .name = "journeys",
    .type = SCHEMA_MAP,
    .of = journey_fields,
};

static const struct schema_field notify_fields[] = {
    {.name = "to",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_REQUIRED | SCHEMA_FILLED,
     .help = "Addresses that get the digest: brand@example.com."},
    {.name = "from",
     .type = SCHEMA_TEXT,
     .flags = SCHEMA_REQUIRED,
     .help = "The address it comes from; refusals go there."},
    {.name = "smtp",
     .type = SCHEMA_TEXT,
     .flags = SCHEMA_REQUIRED,
     .help = "The mail server: smtp://mail.example.com:587 (STARTTLS), or smtps://."},
    {.name = "tls",
     .type = SCHEMA_CHOICE,
     .choices = "required|none",
     .help = "required unless the server is this machine."},
    {.name = "user", .type = SCHEMA_TEXT, .help = "The name to log in with."},
    {.name = "password_file",
     .type = SCHEMA_PATH,
     .help = "File with the password, readable by its owner alone."},
    {.name = "password_env",
     .type = SCHEMA_TEXT,
     .help = "Environment variable with the password."},
    {.name = "ca_file",
     .type = SCHEMA_PATH,
     .help = "Certificates to trust, instead of the system's."},
    {.name = "when",
     .type = SCHEMA_CHOICE,
     .choices = "changed|findings|always|failed",
     .fallback = "changed",
     .help = "After a run in which something changed; with errors, warnings or something "
             "unchecked; after each; in which something could not be checked."},
    {.name = "timeout",
     .type = SCHEMA_DURATION,
     .fallback = "60s",
     .help = "How long sending may take."},
    {NULL},
};

static const struct schema_field root_fields[] = {
    {.name = "touchstone",
     .type = SCHEMA_VERSION,
     .flags = SCHEMA_REQUIRED,
     .help = "Version of this form: 1."},
    {.name = "brand",
     .type = SCHEMA_PATH,
     .fallback = "brand.yaml",
     .help = "The brand book; relative to this file."},
    {.name = "database",
     .type = SCHEMA_PATH,
     .fallback = ".touchstone/touchstone.db",
     .help = "Where runs are kept; relative to this file."},
    {.name = "timezone",
     .type = SCHEMA_TIMEZONE,
     .help = "In which the dates of the brand book begin and end; the system's if absent."},
    {.name = "touchpoints_from",
     .type = SCHEMA_PATH,
     .help = "A CSV file with more touchpoints: id,name,channel,phase,category,control,owner,"
             "source,path."},
    {.name = "touchpoints",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_UNIQUE,
     .of = &schema_touchpoint,
     .help = "All points of contact, also those that nobody can check yet."},
    {.name = "journeys",
     .type = SCHEMA_LIST,
     .flags = SCHEMA_UNIQUE,
     .of = &journey_item,
     .help = "Ways along the touchpoints, as customers go them."},
    {.name = "feedback",
     .type = SCHEMA_PATH,
     .help = "A CSV file of what customers said: date,touchpoint,measure,value,n,party."},
    {.name = "notify",
     .type = SCHEMA_MAP,
     .of = notify_fields,
     .help = "A digest by mail after a run of check."},
    {NULL},
};

const struct schema_field schema_plan = {
    .name = "touchstone.yaml",
    .type = SCHEMA_MAP,
    .of = root_fields,
    .help = "The plan: which touchpoints there are and where their documents come from.",
};
