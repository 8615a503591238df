/* SPDX-License-Identifier: MIT
 *
 * libphonenumber is C++: this is all of it that is used.
 */
#include "plugins/check-identity/phone_shim.h"

#include <cstring>
#include <string>

#include <phonenumbers/phonenumberutil.h>

using i18n::phonenumbers::PhoneNumber;
using i18n::phonenumbers::PhoneNumberUtil;

namespace
{

void put(char *out, size_t size, const std::string &text)
{
    size_t used = text.size() < size ? text.size() : 0;
    std::memcpy(out, text.data(), used);
    out[used] = '\0';
}

int parse(const std::string &text, const std::string &region, struct phone_parts *parts_r)
{
    const PhoneNumberUtil *util = PhoneNumberUtil::GetInstance();
    PhoneNumber number;
    if (util->Parse(text, region, &number) != PhoneNumberUtil::NO_PARSING_ERROR) {
        return -1;
    }
    std::string national, where;
    util->GetNationalSignificantNumber(number, &national);
    util->GetRegionCodeForNumber(number, &where);
    parts_r->calling_code = number.country_code();
    parts_r->is_possible = util->IsPossibleNumber(number);
    parts_r->is_valid = util->IsValidNumber(number);
    put(parts_r->national, sizeof parts_r->national, national);
    put(parts_r->region, sizeof parts_r->region, where == "ZZ" || where == "001" ? "" : where);
    return parts_r->national[0] ? 0 : -1;
}

} // namespace

extern "C" int phone_parse(const char *text, size_t size, const char *region,
                           struct phone_parts *parts_r)
{
    std::memset(parts_r, 0, sizeof *parts_r);
    if (size == 0 || size > PHONE_TEXT_MAX) {
        return -1;
    }
    try {
        return parse(std::string(text, size), region && region[0] ? region : "ZZ", parts_r);
    } catch (...) {
        return -1;
    }
}

extern "C" void phone_warm(const char *region)
{
    static const char *const written[] = {"0301234567", "+31 (0)30 123 45 67 ext. 5", "0800-ABCDEF",
                                          "tel:030-1234567;phone-context=+31"};
    struct phone_parts parts;
    for (const char *text : written) {
        phone_parse(text, std::strlen(text), region, &parts);
    }
}
