import {truncateSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {realDisk} from '../../src/storage/disk.js';
import {readTextFile} from '../../src/storage/text-file.js';
import {diskError, diskWith, temporaryDirectory} from './journal-samples.js';

function file(content: string | Uint8Array): string {
	const path = join(temporaryDirectory(), 'deployment.json');
	writeFileSync(path, content);
	return path;
}

const megabytes = (count: number) => count * 1024 * 1024;

function fileOf(bytes: number): string {
	const path = file('');
	truncateSync(path, bytes);
	return path;
}

describe('a text file', () => {
	test('is read whole, as it is, without its byte order mark', () => {
		const text = 'é😀\r\n\u0000"'.repeat(100_000);
		expect(readTextFile(file(text))).toEqual({text});
		expect(readTextFile(file(`\ufeff${text}`))).toEqual({text});
	});

	test('may be as large as the limit, and grow while it is read', () => {
		expect(readTextFile(fileOf(100), {limitBytes: 100})).toMatchObject({text: expect.stringMatching(/^\0{100}$/)});
		const path = file('abc'.repeat(1000));
		const disk = diskWith({size: handle => ({...realDisk.size(handle), bytes: 1})});
		expect(readTextFile(path, {disk})).toEqual({text: 'abc'.repeat(1000)});
		expect(readTextFile(path, {disk, limitBytes: 2999})).toHaveProperty('problem.id', 'storage.tooLarge');
	});

	test.each<[string, () => string, string, object]>([
		['is missing', () => `${file('')}.not`, 'missing', {}],
		['is a directory', () => temporaryDirectory(), 'isDirectory', {}],
		['is a device', () => '/dev/zero', 'notAFile', {}],
		['is larger than the limit', () => fileOf(megabytes(100)), 'tooLarge', {limitMegabytes: 32}],
		['is just larger than the limit', () => fileOf(megabytes(32) + 1), 'tooLarge', {limitMegabytes: 32}],
		['is UTF-16, as PowerShell writes it', () => file(Buffer.from('\ufeff{}', 'utf16le')), 'notUtf8', {}],
		['is cut in the middle of a character', () => file(Buffer.from('é').subarray(0, 1)), 'notUtf8', {}],
		['is empty', () => file(''), 'empty', {}],
		['holds only a byte order mark', () => file('\ufeff'), 'empty', {}],
	])('that %s is one problem with its path', (_, make, id, args) => {
		const path = make();
		expect(readTextFile(path)).toEqual({problem: {id: `storage.${id}`, args: {path, ...args}}});
	});

	test('that the disk cannot read is one problem with its path', () => {
		const disk = diskWith({
			read: () => {
				throw diskError('EIO');
			},
		});
		const path = file('x');
		expect(readTextFile(path, {disk})).toEqual({problem: {id: 'storage.unreadable', args: {path, code: 'EIO'}}});
	});
});
