RETURN xs[0], xs[1..2], xs[..-1], xs[1..], 0xFF, 0o17, .5, 1e3, 'it\'s', "two\nlines", $0, $`a b`
