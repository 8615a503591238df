#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Numbers with check digits: every verdict must be right.

usage: ids.py PROGRAM          PROGRAM: ids_eval

Published examples (the IBAN registry of ISO 13616, numbers that firms and tax offices publish), numbers made
here by rules written down a second time in another way (whole numbers and remainders, not weights on bytes),
and each of them with one digit changed or two neighbours swapped.
"""
import random
import subprocess
import sys

IBANS = """NL91ABNA0417164300 GB29NWBK60161331926819 DE89370400440532013000 FR1420041010050500013M02606
BE68539007547034 CH9300762011623852957 AT611904300234573201 ES9121000418450200051332 IT60X0542811101000000123456
NO9386011117947 SE4550000000058398257466 DK5000400440116243 FI2112345600000785 PL61109010140000071219812874
PT50000201231234567890154 IE29AIBK93115212345678 LU280019400644750000 GR1601101250000000012300695
MT84MALT011000012345MTLCAST001S HU42117730161111101800000000 CZ6508000000192000145399 SK3112000000198742637541
SI56263300012039086 RO49AAAA1B31007593840000 BG80BNBG96611020345678 HR1210010051863000160 EE382200221020145685
LV80BANK0000435195001 LT121000011101001000 CY17002001280000001200527600 IS140159260076545510730339
LI21088100002324013AA MC5811222000010123456789030 SM86U0322509800000000270100 AD1200012030200359100100
TR330006100519786457841326 SA0380000000608010167519 AE070331234567890123456 GI75NWBK000000007099453
GE29NB0000000101904917 IL620108000000099999999 MK07250120000058984 RS35260005601001611379 AL47212110090000000235698741""".split()
VATS = """NL004495445B01 BE0428759497 DE136695976 ATU13585627 FR40303265045 GB980780684 IT00743110157 LU15027442
PL8567346215 PT501964843 DK13585628 FI20774740 SE123456789701 IE6433435F EL094259216 HR33392005961 HU12892312
EE100931558 MT11679112 SI50223054 SK2022749619""".split()
COUNTRIES = {'AT': 16, 'BE': 12, 'CH': 17, 'DE': 18, 'DK': 14, 'ES': 20, 'FI': 14, 'FR': 23, 'GB': 0, 'NL': 0,
             'NO': 11, 'PL': 24, 'PT': 21, 'SE': 20, 'LU': 16, 'CZ': 20}


def as_number(text):
    return int(''.join(str(int(character, 36)) for character in text))


def make_iban(chance):
    country = chance.choice(sorted(COUNTRIES))
    digits = ''.join(chance.choice('0123456789') for _ in range(COUNTRIES[country]))
    if country == 'NL':
        digits = chance.choice(['ABNA', 'RABO', 'INGB', 'TRIO']) + '%010d' % chance.randrange(10 ** 10)
    elif country == 'GB':
        digits = chance.choice(['NWBK', 'BARC', 'HBUK']) + '%014d' % chance.randrange(10 ** 14)
    check = 98 - as_number(digits + country + '00') % 97
    return '%s%02d%s' % (country, check, digits)


def eleven(first_eight):
    """The ninth digit of a Dutch legal entity; None if there is none."""
    rest = sum(int(digit) * weight for digit, weight in zip(first_eight, range(9, 1, -1))) % 11
    return None if rest == 10 else rest


def luhn(digits):
    total = 0
    for place, digit in enumerate(reversed(digits)):
        total += sum(divmod(int(digit) * (1 + place % 2), 10))
    return -total % 10


def hybrid(digits):
    """ISO 7064 mod 11,10, by trying all ten."""
    for check in range(10):
        state = 10
        for digit in digits:
            state = ((int(digit) + state) % 10 or 10) * 2 % 11
        if (state + check) % 10 == 1:
            return check
    return None


def make_vat(chance):
    """A right one; None if these digits have none."""
    kind = chance.choice(['NL', 'NLsole', 'BE', 'DE', 'GB', 'GBnew', 'FR', 'IT', 'LU', 'DK', 'PL'])
    digits = lambda count, first='0123456789': chance.choice(first) + ''.join(
        chance.choice('0123456789') for _ in range(count - 1))
    if kind == 'NL':
        body = digits(8)
        return None if eleven(body) is None else 'NL%s%dB%02d' % (body, eleven(body), chance.randint(1, 20))
    if kind == 'NLsole':
        body = digits(9)
        rest = as_number('NL' + body + 'B00') % 97
        return 'NL%sB%02d' % (body, (1 - rest) % 97) if (1 - rest) % 97 else None
    if kind == 'BE':
        body = digits(8, '01')
        return 'BE%s%02d' % (body, 97 - int(body) % 97)
    if kind == 'DE':
        body = digits(8, '123456789')
        return None if hybrid(body) is None else 'DE%s%d' % (body, hybrid(body))
    if kind in ('GB', 'GBnew'):
        body = digits(7, '123456789')
        total = sum(int(digit) * weight for digit, weight in zip(body, range(8, 1, -1)))
        total += 55 if kind == 'GBnew' else 0
        return 'GB%s%02d' % (body, -total % 97)
    if kind == 'FR':
        body = digits(8, '123456789')
        siren = body + str(luhn(body + '0'))
        return 'FR%02d%s' % ((12 + 3 * (int(siren) % 97)) % 97, siren)
    if kind == 'IT':
        body = digits(10)
        return 'IT%s%d' % (body, luhn(body + '0'))
    if kind == 'LU':
        body = digits(6, '123456789')
        return 'LU%s%02d' % (body, int(body) % 89)
    weights, body = ([2, 7, 6, 5, 4, 3, 2], digits(7, '123456789')) if kind == 'DK' else (
        [6, 5, 7, 2, 3, 4, 5, 6, 7], digits(9, '123456789'))
    rest = sum(int(digit) * weight for digit, weight in zip(body, weights)) % 11
    check = (-rest % 11) if kind == 'DK' else rest
    return None if check == 10 else '%s%s%d' % (kind, body, check)


def is_right(kind, number):
    """The same rules as questions."""
    if kind == 'iban':
        return as_number(number[4:] + number[:4]) % 97 == 1 and 2 <= int(number[2:4]) <= 98
    country, body = number[:2], number[2:]
    if kind == 'rsin':
        return eleven(number[:8]) == int(number[8])
    if kind == 'kbo':
        return 97 - int(number[:8]) % 97 == int(number[8:])
    if country == 'NL':
        return body[10:] != '00' and (eleven(body[:8]) == int(body[8]) or as_number(number) % 97 == 1)
    if country == 'BE':
        return 97 - int(body[:8]) % 97 == int(body[8:])
    if country == 'DE':
        return hybrid(body[:8]) == int(body[8])
    if country == 'GB':
        total = sum(int(digit) * weight for digit, weight in zip(body, range(8, 1, -1))) + int(body[7:9])
        return total % 97 == 0 or (total + 55) % 97 == 0
    if country == 'FR':
        return luhn(body[2:]) == 0 and (12 + 3 * (int(body[2:]) % 97)) % 97 == int(body[:2])
    if country == 'IT':
        return luhn(body) == 0
    if country == 'LU':
        return int(body[:6]) % 89 == int(body[6:])
    weights = [2, 7, 6, 5, 4, 3, 2, 1] if country == 'DK' else [6, 5, 7, 2, 3, 4, 5, 6, 7, 10]
    return sum(int(digit) * weight for digit, weight in zip(body, weights)) % 11 == 0


def spoilt(chance, number):
    """One digit changed, or two neighbours swapped, behind the country."""
    places = [place for place in range(2, len(number)) if number[place].isdigit()]
    at = chance.choice(places)
    if chance.random() < 0.5 and at + 1 in places and number[at] != number[at + 1]:
        return number[:at] + number[at + 1] + number[at] + number[at + 2:]
    other = chance.choice([digit for digit in '0123456789' if digit != number[at]])
    return number[:at] + other + number[at + 1:]


def rows():
    chance = random.Random(7)
    for number in IBANS:
        yield 'iban', number, 'right'
    for number in VATS:
        yield 'vat', number, 'right'
    for _ in range(150):
        number = make_iban(chance)
        yield 'iban', number, 'right'
        wrong = spoilt(chance, number)
        yield 'iban', wrong, 'right' if is_right('iban', wrong) else 'wrong'
    for number in filter(None, (make_vat(chance) for _ in range(300))):
        yield 'vat', number, 'right'
        wrong = spoilt(chance, number)
        if wrong[:2] == 'BE' and wrong[2] not in '01':
            yield 'vat', wrong, 'form'
        else:
            yield 'vat', wrong, 'right' if is_right('vat', wrong) else 'wrong'
    for _ in range(100):
        for kind, number in (('rsin', '%09d' % chance.randrange(1, 10 ** 9)),
                             ('kbo', '%010d' % chance.randrange(1, 2 * 10 ** 9))):
            yield kind, number, 'right' if is_right(kind, number) else 'wrong'
        body = '%08d' % chance.randrange(2 * 10 ** 7)
        yield 'kbo', '%s%02d' % (body, 97 - int(body) % 97), 'right'
    for kind, number in (('iban', 'NL91ABNA041716430'), ('iban', 'XX91ABNA0417164300'), ('vat', 'NL004495445C01'),
                         ('vat', 'DE13669597'), ('rsin', '00449544'), ('kbo', '2123456749'), ('vat', 'QQ123456789')):
        yield kind, number, 'form'


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    table = list(rows())
    text = ''.join('%s %s\n' % (kind, number) for kind, number, _ in table)
    answers = subprocess.run([sys.argv[1]], input=text, capture_output=True, text=True, check=True).stdout.split()
    wrong = [(row, answer) for row, answer in zip(table, answers) if row[2] != answer]
    print('check digits: %d of %d right' % (len(table) - len(wrong), len(table)))
    for row, answer in wrong[:20]:
        print('    %s %s: %s, expected %s' % (row[0], row[1], answer, row[2]))
    sys.exit(1 if wrong or len(answers) != len(table) else 0)


if __name__ == '__main__':
    main()
