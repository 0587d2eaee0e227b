/** What PowerShell will be asked to read can be read, also by the oldest that stands on a farm. */
import {readdirSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {manifestText, moduleText, products} from '../../scripts/stand-in/module-text.js';
import {commandIn, problemsIn} from './grammar.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const scripts = ['src', 'scripts'].flatMap(folder =>
	readdirSync(`${root}/${folder}`, {recursive: true, encoding: 'utf8'})
		.filter(name => name.endsWith('.ps1'))
		.map(name => `${folder}/${name.replaceAll('\\', '/')}`),
);

test.each(scripts)('%s is in the language of Windows PowerShell 3', path => {
	expect(problemsIn(readFileSync(`${root}/${path}`, 'utf8'))).toEqual([]);
});

test.each(products)('the module for $year is in the language of Windows PowerShell 3', product => {
	expect(problemsIn(moduleText(product, `${root}/scripts/stand-in`))).toEqual([]);
	expect(problemsIn(manifestText(product))).toEqual([]);
});

describe('the reading of PowerShell', () => {
	test.each([
		'class A {}',
		'enum A {B}',
		'using namespace System',
		'$a ? 1 : 2',
		'$a ?? 1',
		'$a ??= 1',
		'${a}?.B',
		'Get-A && Get-B',
		'Get-A || Get-B',
		'[int]::new(1)',
		'@(1).Where({$_})',
		'"`u{1F600}"',
		'$a = 0b101',
		'$a = 1uy',
		'function f { clean { } }',
		'Get-A 6>&1',
		'ConvertFrom-Json $a -AsHashtable',
		'Write-Information a',
		'if ($IsWindows) { }',
		'Get-A {',
		"$a = 'caf\u00e9'",
	])('finds that PowerShell 3 does not read %s', text => {
		expect(problemsIn(text)).not.toEqual([]);
	});

	test.each([
		'$a = [ordered]@{ b = 1 }',
		"Get-A -B:$false 'it''s' | ForEach-Object { $_.C } 2>$null",
		"@'\nclass A {}\n'@",
		'# class A {} && ??\n$a = 1',
		'[System.Guid]::NewGuid().ToString()',
		'try { throw } catch [System.IO.IOException], [System.TimeoutException] { $_ } finally { }',
		'$a = 12KB; $b = 0x1F; $c = 3L',
	])('finds nothing wrong in %j', text => {
		expect(problemsIn(text)).toEqual([]);
	});

	test('takes for one command only what is one', () => {
		expect(commandIn("Get-A -B 'c' -D:$false")).toEqual(['Get-A', '-B', '-D']);
		for (const line of ["Get-A -B 'c'; Get-D", 'Get-A | Get-B', "Get-A 'b", '$a', '']) expect(commandIn(line)).toBeUndefined();
	});
});
