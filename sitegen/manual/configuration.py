"""The configuration of the site is there.

`site_config.yaml` says which languages the site has and where its parts lie. What is wrong inside it has the codes of
[fields](fields.md) and [YAML](yaml-files.md).

## config-missing

There is no configuration at the place that was named. Run the command in the folder of the site, or name the file with
`--config`.

## config-empty

The configuration holds nothing. `languages`, `source_language`, `timezone` and `phones` are needed.

Wrong:

    site_config.yaml
        # languages: [el]
        ^ config-empty

Right:

    site_config.yaml
        languages: [el]
        source_language: el
        timezone: Europe/Athens
        phones: {country_code: "30"}

## icon-missing

An icon that is named under `icons` is not in its package: the name is mistyped, or the package is not installed.
"""

CODES = (
    "config-missing",
    "config-empty",
    "icon-missing",
)
