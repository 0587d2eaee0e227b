import {expect, test} from 'vitest';
import {bind} from '../../../src/adapters/mock/binder.js';
import type {CmdletCall, CmdletName} from '../../../src/machines/cmdlet.js';
import type {ServiceVersion} from '../../../src/machines/deployment/deployment.js';

const call = (name: CmdletName, parameters: CmdletCall['parameters'] = {}): CmdletCall => ({
	name,
	parameters,
	changesState: false,
	timeoutMs: 1000,
	runsOn: 'fe11.contoso.com',
});
const idFor = (name: CmdletName, parameters: CmdletCall['parameters'] = {}, version: ServiceVersion = 6): string => {
	const bound = bind(call(name, parameters), version);
	return 'refused' in bound ? bound.refused.errorId : 'bound';
};

test.each([
	['Get-CsNope', {}, 'CommandNotFoundException'],
	['Get-CsPool', {Foo: 1}, 'NamedParameterNotFound,Get-CsPool'],
	['Invoke-CsPoolFailOver', {Confirm: false}, 'MissingMandatoryParameter,Invoke-CsPoolFailOver'],
	['Invoke-CsPoolFailOver', {PoolFqdn: '', Confirm: false}, 'ParameterArgumentTransformationError,Invoke-CsPoolFailOver'],
	['Export-CsUserData', {PoolFqdn: 'p.x', FileName: ''}, 'ParameterArgumentValidationErrorEmptyStringNotAllowed,Export-CsUserData'],
	['Invoke-CsPoolFailOver', {PoolFqdn: null, Confirm: false}, 'ParameterArgumentValidationErrorNullNotAllowed,Invoke-CsPoolFailOver'],
	['Invoke-CsPoolFailOver', {PoolFqdn: 'a b', Confirm: false}, 'ParameterArgumentTransformationError,Invoke-CsPoolFailOver'],
	['Invoke-CsPoolFailOver', {PoolFqdn: 'p.x', DisasterMode: 'yes'}, 'ParameterArgumentTransformationError,Invoke-CsPoolFailOver'],
	['Invoke-CsPoolFailOver', {PoolFqdn: 'p.x', WaitTime: 'soon'}, 'ParameterArgumentTransformationError,Invoke-CsPoolFailOver'],
	['Invoke-CsPoolFailOver', {PoolFqdn: 'p.x'}, 'PSInvalidOperationException,Invoke-CsPoolFailOver'],
	['Invoke-CsPoolFailOver', {PoolFqdn: 'p.x', Force: true}, 'PSInvalidOperationException,Invoke-CsPoolFailOver'],
	['Invoke-CsPoolFailOver', {PoolFqdn: 'p.x', WhatIf: true}, 'bound'],
	['Invoke-CsPoolFailOver', {poolfqdn: 'p.x', disastermode: true, CONFIRM: false, Verbose: true, ErrorAction: 'Stop'}, 'bound'],
	['Invoke-CsPoolFailOver', {Pool: 'p.x', Wait: {timeSpan: '00:05:00'}, cf: false}, 'bound'],
	['Invoke-CsPoolFailOver', {PoolFqdn: 'p.x', poolfqdn: 'p.x'}, 'ParameterAlreadyBound,Invoke-CsPoolFailOver'],
	['Invoke-CsPoolFailOver', {PoolFqdn: 'p.x', F: true}, 'AmbiguousParameter,Invoke-CsPoolFailOver'],
	['Invoke-CsPoolFailOver', {PoolFqdn: 'p.x', W: {timeSpan: '00:05:00'}, Confirm: false}, 'bound'],
	['Invoke-CsManagementServerFailover', {Confirm: false}, 'bound'],
	['Invoke-CsManagementServerFailover', {Force: true, Confirm: false}, 'MissingMandatoryParameter,Invoke-CsManagementServerFailover'],
	['Invoke-CsManagementServerFailover', {BackupSqlServerFqdn: 's.x'}, 'MissingMandatoryParameter,Invoke-CsManagementServerFailover'],
	[
		'Invoke-CsManagementServerFailover',
		{BackupSqlServerFqdn: 's.x', Force: true, Restore: true},
		'AmbiguousParameterSet,Invoke-CsManagementServerFailover',
	],
	['Invoke-CsManagementServerFailover', {BackupPoolFqdn: 'p.x'}, 'NamedParameterNotFound,Invoke-CsManagementServerFailover'],
	['Get-CsBackupServiceStatus', {PoolFqdn: 'p.x', BackupModule: 'All'}, 'NamedParameterNotFound,Get-CsBackupServiceStatus'],
	[
		'Get-CsBackupServiceStatus',
		{PoolFqdn: 'p.x', Category: 'Everything'},
		'ParameterArgumentTransformationError,Get-CsBackupServiceStatus',
	],
	['Get-CsPool', {LocalStore: true}, 'NamedParameterNotFound,Get-CsPool'],
	['Get-CsPool', {WhatIf: true}, 'NamedParameterNotFound,Get-CsPool'],
	['Get-CsService', {EdgeServer: true, Registrar: true}, 'AmbiguousParameterSet,Get-CsService'],
	['Test-CsPresence', {TargetFqdn: 'p.x', SubscriberCredential: 'secret'}, 'ParameterArgumentTransformationError,Test-CsPresence'],
	['Test-CsPresence', {TargetFqdn: 'p.x', SubscriberCredential: {secret: 'a'}, PublisherCredential: {secret: 'b'}}, 'bound'],
	['Set-CsEdgeServer', {Identity: 'e', XmppListeningPort: 70_000}, 'ParameterArgumentTransformationError,Set-CsEdgeServer'],
] as const)('%s %j is %s', (name, parameters, id) => {
	expect(idFor(name, parameters)).toBe(id);
});

test('the texts are PowerShell’s own', () => {
	const text = (name: CmdletName, parameters: CmdletCall['parameters']) => {
		const bound = bind(call(name, parameters), 6);
		return 'refused' in bound ? bound.refused.message : '';
	};
	expect(text('Get-CsPool', {Foo: 1})).toBe("A parameter cannot be found that matches parameter name 'Foo'.");
	expect(text('Get-CsNope', {})).toMatch(
		/^The term 'Lync\\Get-CsNope' is not recognized as a name of a cmdlet, function, script file, or executable program\./,
	);
	expect(text('Invoke-CsPoolFailOver', {})).toBe('Cannot process command because of one or more missing mandatory parameters: PoolFqdn.');
	expect(text('Export-CsUserData', {PoolFqdn: 'p.x', FileName: ''})).toBe(
		"Cannot bind argument to parameter 'FileName' because it is an empty string.",
	);
	expect(text('Invoke-CsPoolFailOver', {PoolFqdn: 'p.x', DisasterMode: 'yes'})).toMatch(
		/^Cannot process argument transformation on parameter 'DisasterMode'\./,
	);
});

test('what a product does not have is not there', () => {
	expect(idFor('Invoke-CsPoolFailOver', {PoolFqdn: 'p.x', Confirm: false}, 5)).toBe('CommandNotFoundException');
	const parameters = {PoolFqdn: 'p.x', SkipDataVerification: true, Confirm: false};
	expect(idFor('Invoke-CsPoolFailOver', parameters, 6)).toBe('NamedParameterNotFound,Invoke-CsPoolFailOver');
	expect(idFor('Invoke-CsPoolFailOver', parameters, 7)).toBe('bound');
	// Mirroring was removed.
	expect(idFor('Get-CsDatabaseMirrorState', {PoolFqdn: 'p.x'}, 8)).toBe('NamedParameterNotFound,Get-CsDatabaseMirrorState');
});
