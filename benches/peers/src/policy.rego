package pcn

import rego.v1

pcn_code(text) if regex.match(`^U[0-9]{5}$`, text)
practice_code(text) if regex.match(`^[A-TV-Z][0-9]{5}$`, text)
place(text) if regex.match(`^([0-9]{2}[A-Z]|[A-Z][0-9][A-Z][0-9][A-Z])$`, text)
date(text) if regex.match(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`, text)
count_of_people(number) if { is_number(number); number >= 0 }
date_or_none(value) if is_null(value)
date_or_none(value) if { is_string(value); date(value) }

default network := false
network if { pcn_code(input.code); place(input.commissioner); date(input.open); date_or_none(input.close) }

default partner := false
partner if {
	practice_code(input.practice)
	pcn_code(input.network)
	place(input.commissioner)
	place(input.network_commissioner)
	date(input.start)
	date_or_none(input.end)
}

default list := false
list if { practice_code(input.practice); date(input.on); count_of_people(input.patients) }

default figure := false
figure if { pcn_code(input.network); count_of_people(input.numerator); count_of_people(input.denominator) }

default adjusted := false
adjusted if { pcn_code(input.network); to_number(input.adjusted) >= 0 }

terms[code] := one if { some one in data.indicators; code := one.code }

way(part, whole, lower, upper) := 0 if 100 * part <= lower * whole
way(part, whole, lower, upper) := 1 if 100 * part >= upper * whole
way(part, whole, lower, upper) := ((100 * part) / whole - lower) / (upper - lower) if {
	100 * part > lower * whole
	100 * part < upper * whole
}

payments := [pence |
	some figure in input.figures
	one := terms[figure.indicator]
	share := way(figure.numerator, figure.denominator, to_number(one.lower), to_number(one.upper))
	pence := round((((to_number(one.points) * to_number(data.pounds_per_point)) * 100) * share) * (input.list / to_number(data.average_list)))
]

core := round((to_number(data.core_funding_per_registered) * input.list) * 100)
access := round((to_number(data.enhanced_access_per_adjusted) * to_number(input.adjusted)) * 100)

default below_minimum := 0
below_minimum := 1 if input.list < data.minimum_list

score := {"iif": sum(payments), "entitlements": core + access, "below_minimum": below_minimum}
