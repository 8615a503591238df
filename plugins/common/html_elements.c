/* SPDX-License-Identifier: MIT
 *
 * The table of elements: what each means for the text inside.
 */
#include "plugins/common/html_private.h"

#define B ELEMENT_BLOCK
#define R (ELEMENT_BLOCK | ELEMENT_ROLE)
#define H ELEMENT_HIDDEN
#define V ELEMENT_VOID

/* Sorted by name. */
static const struct element elements[] = {
    {"address", B, 0},
    {"area", V, 0},
    {"article", B, 0},
    {"aside", B, 0},
    {"audio", H, 0},
    {"base", V, 0},
    {"blockquote", R, TS_ROLE_QUOTE},
    {"body", B, 0},
    {"br", ELEMENT_BREAK | V, 0},
    {"button", R, TS_ROLE_LABEL},
    {"canvas", H, 0},
    {"caption", B, 0},
    {"center", B, 0},
    {"code", ELEMENT_CODE, 0},
    {"col", V, 0},
    {"datalist", H, 0},
    {"dd", R, TS_ROLE_ITEM},
    {"details", B, 0},
    {"dialog", B, 0},
    {"dir", B, 0},
    {"div", B, 0},
    {"dl", B, 0},
    {"dt", R, TS_ROLE_ITEM},
    {"embed", V, 0},
    {"fieldset", B, 0},
    {"figcaption", B, 0},
    {"figure", B, 0},
    {"footer", B, 0},
    {"form", B, 0},
    {"frameset", B, 0},
    {"h1", R, TS_ROLE_HEADING},
    {"h2", R, TS_ROLE_HEADING},
    {"h3", R, TS_ROLE_HEADING},
    {"h4", R, TS_ROLE_HEADING},
    {"h5", R, TS_ROLE_HEADING},
    {"h6", R, TS_ROLE_HEADING},
    {"head", B, 0},
    {"header", B, 0},
    {"hgroup", B, 0},
    {"hr", B | V, 0},
    {"html", B, 0},
    {"iframe", H, 0},
    {"img", V, 0},
    {"input", V, 0},
    {"kbd", ELEMENT_CODE, 0},
    {"label", R, TS_ROLE_LABEL},
    {"legend", R, TS_ROLE_LABEL},
    {"li", R, TS_ROLE_ITEM},
    {"link", V, 0},
    {"listing", R, TS_ROLE_CODE},
    {"main", B, 0},
    {"menu", B, 0},
    {"meta", V, 0},
    {"nav", B, 0},
    {"noembed", H, 0},
    {"noframes", H, 0},
    {"noscript", H, 0},
    {"object", 0, 0},
    {"ol", B, 0},
    {"optgroup", B, 0},
    {"option", R, TS_ROLE_LABEL},
    {"p", B, 0},
    {"param", V, 0},
    {"pre", R | ELEMENT_RAW, TS_ROLE_CODE},
    {"q", ELEMENT_QUOTE, 0},
    {"samp", ELEMENT_CODE, 0},
    {"script", H, 0},
    {"search", B, 0},
    {"section", B, 0},
    {"select", B, 0},
    {"source", V, 0},
    {"style", H, 0},
    {"summary", B, 0},
    {"table", B, 0},
    {"tbody", B, 0},
    {"td", R, TS_ROLE_CELL},
    {"template", H, 0},
    {"textarea", R | ELEMENT_RAW, TS_ROLE_LABEL},
    {"tfoot", B, 0},
    {"th", R, TS_ROLE_CELL},
    {"thead", B, 0},
    {"title", B, 0},
    {"tr", B, 0},
    {"track", V, 0},
    {"tt", ELEMENT_CODE, 0},
    {"ul", B, 0},
    {"var", ELEMENT_CODE, 0},
    {"video", H, 0},
    {"wbr", V, 0},
    {"xmp", R, TS_ROLE_CODE},
};

static int compare(const void *key, const void *row)
{
    return strcmp(key, ((const struct element *)row)->name);
}

const struct element *element_find(const char *name)
{
    static const struct element other = {"", 0, 0};
    const struct element *found =
        bsearch(name, elements, G_N_ELEMENTS(elements), sizeof elements[0], compare);
    return found ? found : &other;
}
