// The block in the editor: fields for the record and the looks; WordPress renders it on the server.

( ( { blocks, blockEditor, components, element, i18n } ) => {
	const { createElement: el } = element;
	const { __ } = i18n;
	const LAYOUTS = [ 'card', 'compact', 'button', 'inline' ];

	blocks.registerBlockType( 'citation-card/card', {
		edit( { attributes, setAttributes } ) {
			const field = ( name, label, help, control = components.TextControl, more = {} ) =>
				el( control, { label, help, value: attributes[ name ], onChange: ( value ) => setAttributes( { [ name ]: value } ), ...more } );
			return el( 'div', blockEditor.useBlockProps(),
				field( 'record', __( 'Record' ), __( 'BibTeX, RIS, CSL-JSON or another format. Empty: the metadata of the page.' ), components.TextareaControl, { rows: 8 } ),
				field( 'doi', 'DOI', __( 'With no record, the card asks the DOI’s registry.' ) ),
				field( 'styles', __( 'Citation styles' ), 'apa ieee vancouver' ),
				field( 'layout', __( 'Layout' ), undefined, components.SelectControl, { options: LAYOUTS.map( ( value ) => ( { value, label: value } ) ) } ),
			);
		},
		save: () => null,
	} );
} )( window.wp );
