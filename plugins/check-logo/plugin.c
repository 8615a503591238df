/* SPDX-License-Identifier: MIT
 *
 * Registers the check "logo": rules, sections, operations.
 */
#include "plugins/check-logo/check.h"

static const struct ts_wording distorted_nl[] = {
    {"nl", "Vervormd logo",
     "Het logo is {percent} % te {direction_nl}[: het staat op {shown} in plaats van {right}]"
     "[: {own_nl}; zet het originele bestand neer]"}};
static const struct ts_wording colour_nl[] = {
    {"nl", "Verkeerde kleur in het logo",
     "Het logo heeft {colour} waar {expected} hoort (verschil {difference}); zet het originele "
     "bestand neer"}};
static const struct ts_wording cropped_nl[] = {
    {"nl", "Afgesneden logo", "Van het logo ontbreekt {percent} %[ ({side_nl})]; toon het heel"}};
static const struct ts_wording crowded_nl[] = {
    {"nl", "Te weinig ruimte om het logo",
     "Om het logo is {percent} % van zijn breedte vrij; dat moet {expected} zijn"}};
static const struct ts_wording resolution_nl[] = {
    {"nl", "Logo met te weinig pixels",
     "Het logo is niet scherp[: {unsharp_nl}][: {pixels} pixels breed en op {shown} getoond]; "
     "gebruik een grotere afbeelding of SVG"}};
static const struct ts_wording small_nl[] = {
    {"nl", "Te klein logo", "Het logo is {width} px breed; het moet minstens {expected} zijn"}};
static const struct ts_wording misplaced_nl[] = {
    {"nl", "Logo hoort hier niet", "Logo {actual} klopt elders, niet hier[ ({touchpoint})]"}};
static const struct ts_wording uncertain_nl[] = {
    {"nl", "Onzeker of dit het logo is",
     "Dit kan logo {expected} zijn, maar dat is niet zeker te zien[: {reason}]"}};
static const struct ts_wording absent_nl[] = {
    {"nl", "Logo ontbreekt",
     "Het logo ontbreekt hier[ ({scope})][; het moet er {min} keer staan]"}};
static const struct ts_wording generic_nl[] = {
    {"nl", "Logo niet onderscheidend",
     "Logo {expected}[ ({file} in het merkboek)] lijkt op {actual}, en wordt "
     "daarom {where_nl} herkend; leg het vast met zijn "
     "naam erbij"}};
static const struct ts_wording outdated_nl[] = {
    {"nl", "Verouderd logo",
     "Logo {actual} is verouderd[; het is nu {expected}][ (uiterlijk {due})]"}};

static const struct ts_rule_def rules[] = {
    {.id = "logo/distorted",
     .severity = TS_ERROR,
     .title = "Logo distorted",
     .message = "the logo is {percent} % too {direction}[: it is shown at {shown} instead of "
                "{right}][: {own}; use the original file]",
     .help = "Its width and height are not in the proportion of the registered file: in the "
             "picture's pixels, or since the page declares both sides. 4 % and more is an error, "
             "2.5 % a warning; below 32 pixels 6 %, below 16 nothing is said of pixels. Browsers "
             "don't stretch an SVG that has a viewBox, unless it says "
             "preserveAspectRatio=\"none\": it stands in the box as large as it can.",
     .bad = "<img src=\"logo.png\" width=\"150\" height=\"32\"> of a picture of 120 by 32.",
     .good = "width=\"150\" height=\"40\", or one side only.",
     .wordings = TS_LIST_OF(distorted_nl)},
    {.id = "logo/wrong-colour",
     .severity = TS_ERROR,
     .title = "Logo in a wrong colour",
     .message = "the logo has {colour} where {expected} is right (difference {difference}); use "
                "the original file",
     .help = "The colour of a flat part differs by 3.2 or more (CIEDE2000; 5 in coarse JPEG). A "
             "logo in one colour alone, as on a dark ground, is not compared: register such a file "
             "too if its colour matters.",
     .bad = "A partner's copy in another blue.",
     .good = "The registered file.",
     .wordings = TS_LIST_OF(colour_nl)},
    {.id = "logo/cropped",
     .severity = TS_WARNING,
     .title = "Logo cropped",
     .message = "{percent} % of the logo is missing[ at the {side}]; show it whole",
     .help = "The registered logo reaches over the edge of the picture by more than 2 % of its "
             "width or height.",
     .bad = "A logo of which the last letter is cut off.",
     .good = "The whole logo.",
     .wordings = TS_LIST_OF(cropped_nl)},
    {.id = "logo/crowded",
     .severity = TS_WARNING,
     .title = "Too little space around the logo",
     .message = "{percent} % of its width is free around the logo; it must be {expected}",
     .help =
         "Judged by what stands beside the logo in the same picture, and by `clear_space` of the "
         "version: what lies around a picture is the page's, and not seen. The plate that a logo "
         "is on, and what packing with loss leaves around it, is nothing that stands there.",
     .bad = "A banner with text against the logo.",
     .good = "A banner that leaves it free.",
     .wordings = TS_LIST_OF(crowded_nl)},
    {.id = "logo/low-resolution",
     .severity = TS_WARNING,
     .title = "Logo with too few pixels",
     .message = "the logo is not sharp[: {unsharp}][: {pixels} pixels wide and shown at {shown}]; "
                "use a larger picture, or SVG",
     .help =
         "The page shows the picture larger than it is (by a tenth or more), or it was enlarged "
         "before: it has less than 0.6 of the detail of the registered file at that size.",
     .bad = "A picture of 60 pixels shown at 240.",
     .good = "An SVG, or a picture of 480 pixels.",
     .wordings = TS_LIST_OF(resolution_nl)},
    {.id = "logo/too-small",
     .severity = TS_WARNING,
     .title = "Logo too small",
     .message = "the logo is {width} px wide; it must be {expected} at least",
     .help = "By `min_width` of the version, where the page declares the size. Icons are left out.",
     .bad = "A logo of 24 CSS pixels where min_width is 80.",
     .good = "A logo of 80 CSS pixels.",
     .wordings = TS_LIST_OF(small_nl)},
    {.id = "logo/misplaced",
     .severity = TS_WARNING,
     .title = "Logo misplaced",
     .message = "logo {actual} is right elsewhere, not here[ ({touchpoint})]",
     .help = "The version has `for`, and this touchpoint is not in it. Add the touchpoint there if "
             "the logo may stand here too.",
     .bad = "The logo of a campaign on an invoice.",
     .good = "The logo of the house.",
     .wordings = TS_LIST_OF(misplaced_nl)},
    {.id = "logo/uncertain",
     .severity = TS_INFO,
     .title = "Logo that can't be told for sure",
     .message = "this may be logo {expected}, but it can't be told for sure[: {reason}]",
     .help = "A picture looks like a registered logo, but is too small or too much changed, or two "
             "versions look alike at this size. Look at it; if it is one of yours, register that "
             "file as well.",
     .bad = "A logo of 9 pixels.",
     .good = "A logo of 32 pixels.",
     .wordings = TS_LIST_OF(uncertain_nl)},
    {.id = "logo/absent",
     .severity = TS_WARNING,
     .title = "Logo absent",
     .message = "the logo is missing here[ ({scope})][; it must be there {min} times]",
     .help = "`logos.require` asks for it in documents of this kind, or the touchpoint `expects` "
             "it. Said only where every picture was seen and judged; else it is UNCHECKED. An old "
             "or distorted one counts: it is found as such. Icons and pictures for other sites "
             "(og:image) do not count. Narrow `in`, or `expects`.",
     .bad = "A home page without the logo.",
     .good = "A home page with it.",
     .wordings = TS_LIST_OF(absent_nl)},
    {.id = "logo/not-distinctive",
     .severity = TS_INFO,
     .title = "Logo not distinctive",
     .message = "logo {expected}[ ({file} in the brand book)] looks like {actual}, so it is "
                "recognised {where}; register it with "
                "its word mark too",
     .help =
         "A plain shape reaches nearly the same score as the logo itself. A ring or a hexagon "
         "in one colour may be anybody's, so it is not taken for yours; where one stands, it is "
         "UNCHECKED whether the logo is there.",
     .bad = "A disc.",
     .good = "A disc with the name beside it.",
     .wordings = TS_LIST_OF(generic_nl)},
    {.id = "logo/outdated",
     .severity = TS_ERROR,
     .title = "Logo outdated",
     .message = "logo {actual} is outdated[; it is now {expected}][ (by {due})]",
     .help = "Which version holds on which day follows from its `from` and `until`, or from a "
             "rollout that replaces it: up to the rollout's `due` of its kind or channel it is "
             "info, as it is on pages under `historic`.",
     .bad = "The old logo in a mail's signature, after the switch.",
     .good = "The new one.",
     .wordings = TS_LIST_OF(outdated_nl)},
};

static const char *const sections[] = {"logos"};

static const struct ts_check_ops ops = {
    .size = sizeof ops,
    .prepare = logo_prepare,
    .open = logo_open,
    .inspect = logo_inspect,
    .conclude = logo_conclude,
    .close = logo_close,
};

static int warm(struct ts_call *call)
{
    (void)call;
    picture_warm();
    return 0;
}

const struct ts_plugin touchstone_plugin_0 = {
    TS_PLUGIN_HEAD,
    .kind = TS_CHECK,
    .needs = TS_NEED_PICTURES,
    .name = "logo",
    .version = "1.3.0",
    .summary = "Recognises the brand's logos by what they look like, and how they are used.",
    .license = "MIT",
    .rules = TS_LIST_OF(rules),
    .brand_sections = TS_LIST_OF(sections),
    .warm = warm,
    .check = &ops,
};
