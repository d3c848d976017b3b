// Fields that the OpenAPI calls required, but that a real API server accepts as missing (tried with
// 1.27 and 1.36: an object with the field, and the same one without it).
const LENIENT = new Set<string>([
  'apiextensions/v1.CustomResourceDefinitionVersion.served',
  'apiextensions/v1.CustomResourceDefinitionVersion.storage',
  'apps/v1.ControllerRevision.revision',
  'batch/v1.PodFailurePolicy.rules',
  'core/v1.Event.involvedObject',
  'core/v1.HTTPHeader.value',
  'core/v1.ISCSIPersistentVolumeSource.lun',
  'core/v1.ISCSIVolumeSource.lun',
  'core/v1.LimitRangeSpec.limits',
  'core/v1.PreferredSchedulingTerm.preference',
  'core/v1.ScaleIOVolumeSource.secretRef',
  'core/v1.Sysctl.value',
  'discovery/v1.ForZone.name',
  'storage/v1.CSIDriver.spec',
  'storage/v1.CSINode.spec',
  'storage/v1.CSINodeSpec.drivers',
  'storage/v1.TokenRequest.audience',
]);

/** Whether the API server itself refuses an object without this field. */
export const isReallyRequired = (definition: string, field: string): boolean =>
  !LENIENT.has(`${definition}.${field}`);
